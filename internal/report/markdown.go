package report

import (
	"bytes"
	"fmt"
	"strings"

	"drill/graders"
)

// summaryLimit is how many bytes GitHub takes of a step summary, less what a
// step may have written before.
const summaryLimit = 1_000_000

// summaryPage is a step summary in Markdown: of one submission its concepts, of
// several a table of all. It is cut between rows where it grows too long.
func summaryPage(subjects []subject) []byte {
	var page bytes.Buffer
	if len(subjects) == 1 {
		summaryOne(&page, subjects[0])
	} else {
		summaryMany(&page, subjects)
	}
	page.WriteString("\n")
	if page.Len() <= summaryLimit {
		return page.Bytes()
	}
	kept := page.Bytes()[:summaryLimit]
	kept = kept[:bytes.LastIndexByte(kept, '\n')+1]
	return append(kept, "\nThe summary is cut here: GitHub takes no more. The other formats hold all of it.\n"...)
}

func summaryOne(page *bytes.Buffer, s subject) {
	fmt.Fprintf(page, "### %s\n\n", markdown(s.headline()))
	if s.reason != "" {
		fmt.Fprintf(page, "%s\n\n", markdown(apart(s)))
	}
	if s.load != nil {
		fmt.Fprintf(page, "%s\n\n", markdownLines(loadMessage(s)))
	}
	if len(s.tests) == 0 {
		return
	}
	page.WriteString("| Result | Concept | A right solution … | Points | What happened |\n|---|---|---|--:|---|\n")
	for _, t := range s.tests {
		what := t.message()
		if s.load != nil {
			what = ""
		}
		fmt.Fprintf(page, "| %s | %s | %s | %d/%d | %s |\n", signed(t.status), markdown(t.title), markdown(t.claim), t.points, t.max, markdownLines(what))
	}
}

func summaryMany(page *bytes.Buffer, subjects []subject) {
	fmt.Fprintf(page, "### %s\n", totals(subjects))
	for _, g := range groups(subjects) {
		fmt.Fprintf(page, "\n#### %s\n\n| Submission |", markdown(g.exercise))
		for _, c := range g.concepts {
			fmt.Fprintf(page, " %s |", markdown(c.title))
		}
		page.WriteString(" Points |\n|---|" + strings.Repeat(":-:|", len(g.concepts)) + "--:|\n")
		for _, s := range g.subjects {
			summaryRow(page, s, g)
		}
	}
	summaryApart(page, "Refused, for 0 points", subjects, refused)
	summaryApart(page, "Not graded, which is not the submitters' fault", subjects, fault)
}

func summaryRow(page *bytes.Buffer, s subject, g group) {
	fmt.Fprintf(page, "| %s |", markdown(s.name))
	for _, c := range g.concepts {
		cell := "–"
		if t := s.of(c.id); t != nil {
			cell = signed(t.status)
		}
		fmt.Fprintf(page, " %s |", cell)
	}
	fmt.Fprintf(page, " %d/%d |\n", s.points, s.max)
}

func summaryApart(page *bytes.Buffer, title string, subjects []subject, state state) {
	first := true
	for _, s := range subjects {
		if s.state != state {
			continue
		}
		if first {
			fmt.Fprintf(page, "\n#### %s\n\n| Submission | Why |\n|---|---|\n", title)
			first = false
		}
		fmt.Fprintf(page, "| %s | %s |\n", markdown(s.name), markdown(s.reason))
	}
}

// signed is a status as a sign and a word, for those who see and those who listen.
func signed(s graders.Status) string {
	switch s {
	case graders.Pass:
		return "✓ pass"
	case graders.Blocked:
		return "○ blocked"
	case graders.Fault:
		return "! fault"
	}
	return "✗ " + string(s)
}

// markdownLines is text of several lines within one cell.
func markdownLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, markdown(line))
	}
	return strings.Join(lines, "<br>")
}

// markdown writes text so that Markdown takes it as text and as one line. What
// could have a meaning becomes a character reference, which has none (CommonMark
// 6.2); backslashes would not do, for a table splits its cells before it reads them.
func markdown(text string) string {
	var safe strings.Builder
	for _, r := range line(text) {
		if r < 0x80 && strings.ContainsRune("\\`*_[]<>#!|~&@$:.", r) {
			fmt.Fprintf(&safe, "&#%d;", r)
			continue
		}
		safe.WriteRune(r)
	}
	return safe.String()
}
