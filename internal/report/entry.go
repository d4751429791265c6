package report

import (
	"crypto/rand"
	"fmt"
	"io"

	"drill/graders"
)

// Entry is one submission of a batch. Exactly one of Report, Fault and Refused
// is set.
type Entry struct {
	ID   string // the student, or the path where no roster names students
	Path string // where the submission lies, as the person gave it
	// Exercise, Language and Max (points) name what was to be graded where that is
	// known without a report; with one they are not read.
	Exercise string
	Language graders.Language
	Max      int
	// Report is the grading, redacted as far as its readers may see.
	Report *graders.Report
	// Fault is why drill could not grade the submission.
	Fault string
	// Refused is why there was nothing to grade, such as an archive without a
	// solution: the submitter's own, and worth no points.
	Refused string
}

// Options say how to write. The zero value is usable.
type Options struct {
	Version string // of drill, for formats that name their producer
	// Points are the points of concepts, by id; see [ParsePoints] for the rule.
	Points map[string]int
	Width  int  // columns of text; 0 means 80
	ASCII  bool // keeps text to words instead of marks
	// Summary receives the step summary of the github format, in Markdown. It is
	// what GITHUB_STEP_SUMMARY names, opened to append; nil leaves it out.
	Summary io.Writer
	// Random is where tokens come from that a learner must not guess; nil means
	// the system's source.
	Random io.Reader
}

const (
	standardWidth = 80
	leastWidth    = 40
)

func (o Options) width() int {
	if o.Width == 0 {
		return standardWidth
	}
	return max(o.Width, leastWidth)
}

func (o Options) random() io.Reader {
	if o.Random == nil {
		return rand.Reader
	}
	return o.Random
}

func (e Entry) check() error {
	set := 0
	for _, given := range []bool{e.Report != nil, e.Fault != "", e.Refused != ""} {
		if given {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("entry %q needs exactly one of a report, a fault and a refusal, and has %d", e.ID, set)
	}
	return nil
}
