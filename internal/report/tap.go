package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"drill/graders"
)

// writeTAP writes TAP 14: the concepts of one submission, or a subtest for each of
// several. A fault is skipped where it stands and bails out at the end, after all
// that was graded: the run is not green, and no submission is to blame for it.
func writeTAP(out *bytes.Buffer, b batch) error {
	p := tapPage{out}
	p.WriteString("TAP version 14\n")
	if s := b.subjects[0]; len(b.subjects) == 1 && s.state != fault {
		p.tests("", s)
		return nil
	}
	fmt.Fprintf(p, "1..%d\n", len(b.subjects))
	faults := 0
	for i, s := range b.subjects {
		p.subject(i+1, s)
		if s.state == fault {
			faults++
		}
	}
	if faults > 0 {
		fmt.Fprintf(p, "Bail out! drill could not grade %d of %s, which is not the submitters' fault\n",
			faults, graders.Plural(len(b.subjects), "submission"))
	}
	return nil
}

type tapPage struct{ *bytes.Buffer }

func (p tapPage) subject(number int, s subject) {
	if s.state == fault {
		fmt.Fprintf(p, "not ok %d - %s # SKIP %s\n", number, tapText(s.name), tapText(apart(s)))
		return
	}
	fmt.Fprintf(p, "# Subtest: %s\n", tapText(s.name))
	p.tests("    ", s)
	fmt.Fprintf(p, "%s %d - %s\n", tapWord(s.state == passed), number, tapText(s.name))
}

// tests writes the plan and the lines of one submission.
func (p tapPage) tests(indent string, s subject) {
	if s.state == refused {
		fmt.Fprintf(p, "%s1..1\n%snot ok 1 - %s\n", indent, indent, tapText(s.name+": "+apart(s)))
		return
	}
	fmt.Fprintf(p, "%s1..%d\n", indent, len(s.tests))
	for i, t := range s.tests {
		fmt.Fprintf(p, "%s%s %d - %s", indent, tapWord(t.passed()), i+1, tapText(t.name()))
		if t.status == graders.Blocked {
			fmt.Fprintf(p, " # SKIP %s", tapText(line(t.message())))
		}
		p.WriteString("\n")
		p.diagnostics(indent+"  ", t)
	}
}

// diagnostics is a block of YAML. Its values are written as JSON strings, which
// YAML reads, so nothing in them can end the block.
func (p tapPage) diagnostics(indent string, t test) {
	if t.passed() && !t.flaky {
		return
	}
	fields := append([]detail{{"status", string(t.status)}}, t.details...)
	fmt.Fprintf(p, "%s---\n", indent)
	for _, f := range fields {
		value, _ := json.Marshal(f.text) // a string always encodes
		fmt.Fprintf(p, "%s%s: %s\n", indent, strings.ReplaceAll(f.label, " ", "-"), value)
	}
	fmt.Fprintf(p, "%s...\n", indent)
}

func tapWord(ok bool) string {
	if ok {
		return "ok"
	}
	return "not ok"
}

// tapText escapes what TAP 14 gives a meaning in a description, which is one line.
func tapText(text string) string {
	return strings.NewReplacer(`\`, `\\`, `#`, `\#`).Replace(text)
}
