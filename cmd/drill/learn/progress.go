package learn

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/console"
	"drill/internal/progress"
)

func newProgress(a *app.App) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "progress", Short: "Show what you have achieved",
		Long: `Progress shows how many exercises of each track you have solved, in any language, and
which concepts have held in a solution of yours, by family, across exercises and
languages.`,
		Example: "  drill progress\n  drill progress --json",
		Args:    app.Arguments(cobra.NoArgs, "it takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			p, err := loadProgress(a)
			if err != nil {
				return err
			}
			data := gatherProgress(a, p)
			if asJSON {
				return a.PrintJSON(data)
			}
			printProgress(a, data)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the progress as JSON")
	return cmd
}

type progressData struct {
	Tracks   []trackProgress    `json:"tracks"`
	Families []familyProgress   `json:"families"`
	Records  []*progress.Record `json:"records"`
}

type trackProgress struct {
	Track  string `json:"track"`
	Title  string `json:"title"`
	Solved int    `json:"solved"` // in any language
	Total  int    `json:"total"`
}

type familyProgress struct {
	Family   concepts.Family   `json:"family"`
	Passed   int               `json:"passed"`
	Total    int               `json:"total"`
	Concepts []conceptProgress `json:"concepts"`
}

type conceptProgress struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Passed bool   `json:"passed"`
}

func gatherProgress(a *app.App, p *progress.Progress) progressData {
	data := progressData{Records: []*progress.Record{}}
	c := a.Catalogue()
	for _, t := range c.Tracks {
		track := trackProgress{Track: t.Slug, Title: t.Title}
		for _, e := range c.InTrack(t.Slug) {
			track.Total++
			if slices.ContainsFunc(graders.Languages(), func(l graders.Language) bool { return p.Solved(e.Slug, l) }) {
				track.Solved++
			}
		}
		data.Tracks = append(data.Tracks, track)
	}
	data.Families = families(c, p.Concepts())
	for _, e := range c.All {
		for _, l := range graders.Languages() {
			if record := p.Find(e.Slug, l); record != nil {
				data.Records = append(data.Records, record)
			}
		}
	}
	return data
}

// families groups the concepts that exercises grade, in the vocabulary's order.
func families(c *app.Catalogue, passed map[string]bool) []familyProgress {
	graded := map[string]bool{}
	for _, e := range c.All {
		for _, check := range e.Checks {
			graded[check.Concept.ID] = true
		}
	}
	var all []familyProgress
	for _, concept := range concepts.All() {
		if !graded[concept.ID] {
			continue
		}
		at := slices.IndexFunc(all, func(f familyProgress) bool { return f.Family == concept.Family })
		if at < 0 {
			at = len(all)
			all = append(all, familyProgress{Family: concept.Family})
		}
		f := &all[at]
		f.Total++
		if passed[concept.ID] {
			f.Passed++
		}
		f.Concepts = append(f.Concepts, conceptProgress{concept.ID, concept.Title, passed[concept.ID]})
	}
	return all
}

func printProgress(a *app.App, data progressData) {
	c := a.Console
	c.Println(c.Bold("Tracks"))
	for _, t := range data.Tracks {
		c.Printf("  %s  %s\n", console.Pad(fmt.Sprintf("%d of %d", t.Solved, t.Total), len("99 of 99")), t.Title)
	}
	for _, f := range data.Families {
		c.Printf("\n%s  %s\n", c.Bold(capital(string(f.Family))), c.Dim(fmt.Sprintf("%d of %s", f.Passed, graders.Plural(f.Total, "concept"))))
		for _, concept := range f.Concepts {
			c.Println(conceptLine(a, concept))
		}
	}
	if len(data.Records) == 0 {
		c.Println("\nNothing was graded yet: drill list shows what there is, drill start begins.")
	}
}

func conceptLine(a *app.App, concept conceptProgress) string {
	c := a.Console
	switch {
	case c.ASCII && concept.Passed:
		return "  PASSED   " + concept.Title
	case c.ASCII:
		return "  not yet  " + concept.Title
	case concept.Passed:
		return "  " + c.Green("✓ "+concept.Title)
	}
	return "  " + c.Dim("· "+concept.Title)
}

func capital(text string) string {
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return text
	}
	return string(text[0]-'a'+'A') + text[1:]
}
