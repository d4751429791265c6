package verify

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"time"

	"drill/graders"
)

//go:embed page.html page.css
var files embed.FS

// page is what the template shows.
type page struct {
	Style    template.CSS
	Facts    []fact
	Overview []overviewRow
	Proofs   []proofSection
}

type fact struct{ Name, Value string }

// overviewRow is one exercise in one language, or one that was not graded.
type overviewRow struct {
	Link, Title, Language        string
	Concepts, Wrong, Right, Idle string
	Sign, Verdict                string
	Holds                        bool
}

// HTML writes one self-contained page with the kill matrices of proofs: no
// script, no network, readable without colour and on paper.
func HTML(w io.Writer, proofs []Proof, at time.Time) error {
	templates, err := template.ParseFS(files, "page.html")
	if err != nil {
		return fmt.Errorf("kill matrix: %w", err)
	}
	style, err := files.ReadFile("page.css")
	if err != nil {
		return fmt.Errorf("kill matrix: %w", err)
	}
	p := page{Style: template.CSS(style), Facts: pageFacts(proofs, at)} // the style is ours
	for _, proof := range proofs {
		section := sectionOf(proof)
		p.Proofs = append(p.Proofs, section)
		p.Overview = append(p.Overview, section.overview(proof)...)
	}
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "page.html", p); err != nil {
		return fmt.Errorf("kill matrix: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func pageFacts(proofs []Proof, at time.Time) []fact {
	gradings, holding := 0, 0
	seeds := map[uint64]bool{}
	for _, p := range proofs {
		gradings += len(p.Results)
		if p.Holds() {
			holding++
		}
		for _, r := range p.Results {
			seeds[r.Seed] = true
		}
	}
	return []fact{
		{"Exercises", fmt.Sprintf("%d of %d hold", holding, len(proofs))},
		{"Gradings", fmt.Sprint(gradings)},
		{"Seeds", fmt.Sprint(len(seeds))},
		{"Proved", at.UTC().Format(time.DateTime) + " UTC"},
	}
}

// overview sums up the section: a row for each language.
func (s proofSection) overview(p Proof) []overviewRow {
	row := overviewRow{Link: "#" + s.ID, Title: s.Title, Sign: "✗", Verdict: s.Verdict, Holds: p.Holds()}
	if row.Holds {
		row.Sign = "✓"
	}
	if len(s.Matrices) == 0 {
		return []overviewRow{row}
	}
	var rows []overviewRow
	for _, m := range s.Matrices {
		row.Link, row.Language = "#"+m.ID, m.Language
		row.Concepts, row.Wrong = fmt.Sprint(len(m.Heads)), fmt.Sprint(len(m.Rows))
		if m.Handbook > 0 {
			row.Wrong += fmt.Sprintf(", %d of the handbook", m.Handbook)
		}
		row.Right, row.Idle = fmt.Sprint(m.Right), fmt.Sprint(m.Idle)
		rows = append(rows, row)
	}
	return rows
}

func verdictOf(p Proof) string {
	switch {
	case p.Holds():
		return "holds"
	case !p.Finished():
		return "not finished"
	}
	return fmt.Sprintf("does not hold: %s to mend", graders.Plural(len(p.Complaints()), "thing"))
}
