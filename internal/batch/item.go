package batch

import (
	"path"

	"drill/graders"
	"drill/internal/workspace"
)

// Item is one submission that is to be graded.
type Item struct {
	ID   string // names the submission; no two of a batch have the same
	Path string // of a file, a folder or an archive
	// Exercise and Language are what the submission is of; where they are empty the
	// submission tells.
	Exercise *graders.Exercise
	Language graders.Language
	// Seed replaces the one that is derived from the batch's; 0 for none.
	Seed uint64
}

// Outcome is what came of an item. Exactly one of Report, Fault and Refused is set.
type Outcome struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	// Content is a digest of what was graded: the exercise and the solution.
	Content  string           `json:"content"`
	Exercise string           `json:"exercise,omitempty"` // with its track
	Language graders.Language `json:"language,omitempty"`
	// Report is redacted as [Options.Reveal] says.
	Report *graders.Report `json:"report,omitempty"`
	// Fault says why drill could not grade the submission.
	Fault string `json:"fault,omitempty"`
	// Refused says why there was nothing to grade.
	Refused string `json:"refused,omitempty"`
}

// decided reports whether grading the same content again would change nothing.
func (o Outcome) decided() bool { return o.Fault == "" && (o.Report != nil || o.Refused != "") }

// name is an exercise as outcomes show it.
func name(e *graders.Exercise) string {
	if e == nil {
		return ""
	}
	return path.Join(e.Track, e.Slug)
}

// Refusal is an error of whoever asked for the grading, such as a roster that
// cannot be read.
type Refusal = workspace.Refusal
