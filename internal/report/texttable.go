package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"drill/graders"
	"drill/internal/console"
)

const nameLimit = 40 // columns of a submission's name

// table writes the summary of several submissions: a table for each exercise, then
// what was refused, and apart from both what drill could not grade.
func (p textPage) table(subjects []subject) {
	p.hang("", totals(subjects))
	for _, group := range groups(subjects) {
		p.group(group)
	}
	p.apart("Refused, for 0 points:", subjects, refused)
	p.apart("Not graded, which is not the submitters' fault:", subjects, fault)
}

// totals counts the submissions by what came of them.
func totals(subjects []subject) string {
	counts := map[state]int{}
	for _, s := range subjects {
		counts[s.state]++
	}
	text := fmt.Sprintf("%s: %d passed, %d failed", graders.Plural(len(subjects), "submission"), counts[passed], counts[failed])
	if counts[refused] > 0 {
		text += fmt.Sprintf(", %d refused", counts[refused])
	}
	if counts[fault] > 0 {
		text += fmt.Sprintf("; drill could not grade %d", counts[fault])
	}
	return text
}

// group is the graded submissions of one exercise, with its concepts in order.
type group struct {
	exercise string
	concepts []test
	subjects []subject
}

func groups(subjects []subject) []group {
	var all []group
	for _, s := range subjects {
		if len(s.tests) == 0 {
			continue
		}
		at := slices.IndexFunc(all, func(g group) bool { return g.exercise == s.exercise })
		if at < 0 {
			all, at = append(all, group{exercise: s.exercise}), len(all)
		}
		all[at].add(s)
	}
	return all
}

func (g *group) add(s subject) {
	g.subjects = append(g.subjects, s)
	for _, t := range s.tests {
		if !slices.ContainsFunc(g.concepts, func(c test) bool { return c.id == t.id }) {
			g.concepts = append(g.concepts, t)
		}
	}
}

// of returns a subject's test of a concept, or nil when its language has none.
func (s subject) of(id string) *test {
	at := slices.IndexFunc(s.tests, func(t test) bool { return t.id == id })
	if at < 0 {
		return nil
	}
	return &s.tests[at]
}

func (p textPage) group(g group) {
	p.hang("\n", g.exercise)
	p.WriteString("\n")
	names := 0
	for _, s := range g.subjects {
		names = max(names, utf8.RuneCountInString(cutRunes(s.name, nameLimit, "…")))
	}
	for i, c := range g.concepts {
		p.hang(fmt.Sprintf("  %2d  ", i+1), c.title)
	}
	p.WriteString("\n  " + strings.Repeat(" ", names))
	for i := range g.concepts {
		fmt.Fprintf(p, "  %*d", p.cellWidth(), i+1)
	}
	p.WriteString("  points\n")
	for _, s := range g.subjects {
		p.row(s, g, names)
	}
}

func (p textPage) row(s subject, g group, names int) {
	p.WriteString("  " + console.Pad(cutRunes(s.name, nameLimit, "…"), names))
	for _, c := range g.concepts {
		cell := p.cell(s.of(c.id))
		p.WriteString("  " + strings.Repeat(" ", p.cellWidth()-utf8.RuneCountInString(cell)) + cell)
	}
	fmt.Fprintf(p, "  %d/%d", s.points, s.max)
	if s.state == fault {
		p.WriteString("  not graded")
	}
	p.WriteString("\n")
}

func (p textPage) cellWidth() int {
	if p.ascii {
		return len("pass")
	}
	return len("10")
}

func (p textPage) cell(t *test) string {
	switch {
	case t == nil:
		return "-"
	case !p.ascii:
		return p.mark(t.status)
	}
	switch t.status {
	case graders.Blocked:
		return "wait"
	case graders.Error, graders.Timeout, graders.Memory, graders.Overflow, graders.NoResult:
		return "err"
	case graders.Fault:
		return "?"
	}
	return string(t.status)
}

func (p textPage) apart(title string, subjects []subject, state state) {
	first := true
	for _, s := range subjects {
		if s.state != state {
			continue
		}
		if first {
			p.WriteString("\n" + title + "\n")
			first = false
		}
		p.hang("  ", s.name+": "+s.reason)
	}
}
