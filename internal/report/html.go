package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"drill/graders"
)

//go:embed page.html page.css
var files embed.FS

// htmlOutputLimit is how many bytes the page holds of what a learner's code
// printed in one place, or of what kept it from loading.
const htmlOutputLimit = 16 << 10

// writeHTML writes one page that needs nothing else: no script, no network, light
// or dark as the reader's screen is, readable without colour and on paper.
func writeHTML(out *bytes.Buffer, b batch) error {
	page, err := template.ParseFS(files, "page.html")
	if err != nil {
		return err
	}
	style, err := files.ReadFile("page.css")
	if err != nil {
		return err
	}
	return page.Execute(out, htmlPageOf(b, template.CSS(style)))
}

func htmlPageOf(b batch, style template.CSS) htmlPage {
	p := htmlPage{Style: style, Title: b.subjects[0].name, Version: b.options.Version}
	for _, s := range b.subjects {
		p.Subjects = append(p.Subjects, htmlSubjectOf(s, len(b.subjects) == 1))
	}
	if len(b.subjects) == 1 {
		return p
	}
	p.Title, p.Totals = graders.Plural(len(b.subjects), "submission"), totals(b.subjects)
	for _, g := range groups(b.subjects) {
		p.Groups = append(p.Groups, htmlGroupOf(g))
	}
	for _, s := range b.subjects {
		switch s.state {
		case refused:
			p.Refused = append(p.Refused, htmlApart{s.name, s.reason})
		case fault:
			p.Faults = append(p.Faults, htmlApart{s.name, s.reason})
		}
	}
	return p
}

func htmlGroupOf(g group) htmlGroup {
	shown := htmlGroup{Exercise: g.exercise}
	for _, c := range g.concepts {
		shown.Concepts = append(shown.Concepts, c.title)
	}
	for _, s := range g.subjects {
		row := htmlRow{Name: s.name, Link: "#" + s.anchor(), Points: fmt.Sprintf("%d/%d", s.points, s.max)}
		for _, c := range g.concepts {
			cell := htmlCell{Text: "–"}
			if t := s.of(c.id); t != nil {
				cell = htmlCell{htmlClass(t.status), signed(t.status)}
			}
			row.Cells = append(row.Cells, cell)
		}
		shown.Rows = append(shown.Rows, row)
	}
	return shown
}

func htmlSubjectOf(s subject, open bool) htmlSubject {
	shown := htmlSubject{ID: s.anchor(), Name: s.name, Exercise: s.title, Facts: htmlFacts(s), Open: open}
	if s.reason != "" {
		shown.Apart = apart(s)
	}
	if s.load != nil {
		shown.Load = strings.Split(cutBytes(loadMessage(s), htmlOutputLimit, cutNote), "\n")
	}
	for _, t := range s.tests {
		test := htmlTest{
			Class: htmlClass(t.status), Result: signed(t.status), Concept: t.title, Claim: t.claim,
			Points: fmt.Sprintf("%d/%d", t.points, t.max),
		}
		if s.load == nil {
			for _, d := range t.details {
				test.Details = append(test.Details, htmlFact{d.label, d.text})
			}
		}
		shown.Tests = append(shown.Tests, test)
	}
	for _, p := range s.printed {
		shown.Printed = append(shown.Printed, htmlPrinted{p.where, cutBytes(p.text, htmlOutputLimit, cutNote)})
	}
	return shown
}

// anchor is where a submission stands on the page.
func (s subject) anchor() string { return fmt.Sprintf("submission-%d", s.number) }

func htmlFacts(s subject) []htmlFact {
	if len(s.tests) == 0 {
		return nil
	}
	return []htmlFact{
		{"Exercise", s.exercise}, {"Language", s.language}, {"Points", fmt.Sprintf("%d of %d", s.points, s.max)},
		{"Took", s.duration.Round(10 * time.Millisecond).String()}, {"Seed", fmt.Sprint(s.seed)},
	}
}

func htmlClass(s graders.Status) string {
	switch s {
	case graders.Pass:
		return "pass"
	case graders.Blocked, graders.Fault:
		return "apart"
	}
	return "fail"
}
