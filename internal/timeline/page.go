package timeline

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"time"

	"drill/graders"
)

//go:embed page.html figure.html page.css
var files embed.FS

// page is what the template shows.
type page struct {
	Style     template.CSS
	Title     string
	Facts     []fact
	Note      string
	Load      []string // lines of what kept the solution from loading
	Verdicts  []verdictRow
	Scenarios []section
	Printed   []string
}

type fact struct{ Name, Value string }

// verdictRow is one check in the table at the top.
type verdictRow struct {
	Sign, Status, Concept, Claim string
	Points                       string
	Link, Scenario               string // of the failed scenario, or empty
	Note                         string
}

// HTML writes one self-contained page that sets the runs of a report beside those
// of the reference solution's: no script, no network, readable without colour
// and on paper. The reference may be nil. It returns an error when the report is
// nil or w fails.
func HTML(w io.Writer, report, reference *graders.Report, o Options) error {
	if report == nil {
		return errNoRun
	}
	templates, err := template.ParseFS(files, "page.html", "figure.html")
	if err != nil {
		return fmt.Errorf("timeline page: %w", err)
	}
	style, err := files.ReadFile("page.css")
	if err != nil {
		return fmt.Errorf("timeline page: %w", err)
	}
	p := pageOf(report, reference, o)
	p.Style = template.CSS(style) // ours, not the learner's
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "page.html", p); err != nil {
		return fmt.Errorf("timeline page: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func pageOf(report, reference *graders.Report, o Options) page {
	p := page{Title: spaced(report.Title), Facts: facts(report), Note: spaced(o.Note)}
	if p.Title == "" {
		p.Title = spaced(report.Exercise)
	}
	if report.Load != nil {
		p.Load = problemLines(report.Load)
	}
	for _, line := range printedLines(report.Output) {
		p.Printed = append(p.Printed, line.text)
	}
	links := map[string]string{}
	for i, run := range report.Runs {
		id := fmt.Sprintf("scenario-%d", i+1)
		links[run.Scenario] = "#" + id
		p.Scenarios = append(p.Scenarios, sectionOf(id, run, counterpart(run, reference), report.Verdicts, o))
	}
	for _, v := range report.Verdicts {
		p.Verdicts = append(p.Verdicts, verdictRowOf(v, links))
	}
	return p
}

// counterpart finds the reference's run of the same scenario, or nil.
func counterpart(run *graders.Run, reference *graders.Report) *graders.Run {
	if reference == nil {
		return nil
	}
	for _, other := range reference.Runs {
		if other.Scenario == run.Scenario {
			return other
		}
	}
	return nil
}

func facts(r *graders.Report) []fact {
	all := []fact{
		{"Exercise", spaced(r.Track + "/" + r.Exercise)},
		{"Solution", spaced(r.Solution)},
		{"Ran on", spaced(r.Environment.Runtime)},
		{"Seed", fmt.Sprint(r.Seed)},
		{"Points", fmt.Sprintf("%d of %d", r.Points, r.Max)},
	}
	if !r.Started.IsZero() {
		all = append(all, fact{"Graded", r.Started.UTC().Format(time.DateTime) + " UTC"})
	}
	var known []fact
	for _, f := range all {
		if f.Value != "" {
			known = append(known, f)
		}
	}
	return known
}
