package report

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"drill/graders"
	"drill/internal/console"
)

// printedLimit is how many lines of a learner's own output the text shows of each
// place it was printed in.
const printedLimit = 12

// writeText writes plain text for people: one submission in full, of several a
// table.
func writeText(out *bytes.Buffer, b batch) error {
	p := textPage{Buffer: &bytes.Buffer{}, width: b.options.width(), ascii: b.options.ASCII}
	if len(b.subjects) == 1 {
		p.subject(b.subjects[0])
	} else {
		p.table(b.subjects)
	}
	// Wrapping can put a word at the start of a line, so lines are looked at last.
	out.WriteString(inert(p.String()))
	return nil
}

type textPage struct {
	*bytes.Buffer
	width int
	ascii bool
}

func (p textPage) hang(prefix, text string) {
	p.WriteString(console.Hang(prefix, text, p.width, nil) + "\n")
}

func (p textPage) subject(s subject) {
	// Indented where it wraps: a submission's name may be its learner's choice, and
	// words of it at the start of a line would look like drill's own.
	p.WriteString(strings.ReplaceAll(console.Hang("", s.headline(), p.width-4, nil), "\n", "\n    ") + "\n")
	if s.reason != "" {
		p.hang("  ", apart(s))
	}
	p.WriteString("\n")
	if s.load != nil && len(s.tests) > 0 {
		p.hang("  "+p.mark(s.tests[0].status)+" ", "the solution could not be loaded, so nothing was graded")
		p.details(s.load.details())
	} else {
		for _, t := range s.tests {
			p.hang("  "+p.mark(t.status)+" ", t.name())
			p.verdict(t)
		}
	}
	for _, printed := range s.printed {
		p.printed(printed)
	}
}

// headline is what came of a submission, in one line.
func (s subject) headline() string {
	what := s.name
	if s.title != "" && s.title != s.name {
		what += ": " + s.title
	}
	if s.exercise != "" && s.exercise != s.title {
		what += " (" + s.exercise + ")"
	}
	if len(s.tests) == 0 {
		return what
	}
	return fmt.Sprintf("%s: %d of %s passed, %d of %s, %s", what, s.passedTests(), graders.Plural(len(s.tests), "concept"),
		s.points, graders.Plural(s.max, "point"), s.duration.Round(10*time.Millisecond))
}

// apart tells why a submission was not graded like the others.
func apart(s subject) string {
	if s.state == fault {
		return "drill could not grade it, which is not the solution's fault: " + s.reason
	}
	return "refused, for 0 points: " + s.reason
}

func (p textPage) verdict(t test) {
	if len(t.details) == 0 && !t.passed() && t.status != graders.Fail {
		p.details([]detail{{"result", statusWords(t.status)}})
	}
	p.details(t.details)
}

func (p textPage) details(all []detail) {
	for _, d := range known(all) {
		label := console.Pad(d.label, len("waits for"))
		if p.ascii {
			label = d.label + ":"
		}
		p.hang("      "+label+" ", d.text)
	}
}

// printed shows the learner's own output, behind a bar on every line.
func (p textPage) printed(printed printed) {
	bar := "│ "
	if p.ascii {
		bar = "| "
	}
	p.hang("\n  ", "The solution printed "+printed.where+":")
	lines := strings.Split(printed.text, "\n")
	for _, line := range lines[:min(len(lines), printedLimit)] {
		p.WriteString("      " + bar + cutRunes(line, max(p.width-8, 20), "…") + "\n")
	}
	if more := len(lines) - printedLimit; more > 0 {
		fmt.Fprintf(p, "      and %s more\n", graders.Plural(more, "line"))
	}
}

// mark is a sign, or a word where it is read aloud.
func (p textPage) mark(s graders.Status) string {
	switch {
	case p.ascii:
		return console.Pad(strings.ToUpper(string(s)), len("NO RESULT"))
	case s == graders.Pass:
		return "✓"
	case s == graders.Blocked:
		return "○"
	case s == graders.Fault:
		return "!"
	}
	return "✗"
}
