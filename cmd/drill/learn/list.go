package learn

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/console"
	"drill/internal/progress"
)

type listOptions struct {
	app  *app.App
	json bool
	word string
}

func newList(a *app.App) *cobra.Command {
	o := &listOptions{app: a}
	cmd := &cobra.Command{
		Use: "list [WORD]", Short: "List tracks and exercises with your progress",
		Long: `List shows all tracks and exercises and how far you are. A word keeps those whose
name, title, summary, track or concepts contain it.`,
		Example: `  drill list
  drill list retry
  drill list --json`,
		Args:              app.Arguments(cobra.MaximumNArgs(1), "give one word to look for, or none"),
		ValidArgsFunction: a.CompleteExercises(true),
		RunE: func(_ *cobra.Command, args []string) error {
			o.word = first(args)
			return runList(o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the list as JSON")
	return cmd
}

type listedExercise struct {
	Slug      string                  `json:"slug"`
	Track     string                  `json:"track"`
	Title     string                  `json:"title"`
	Summary   string                  `json:"summary"`
	Questions []int                   `json:"questions"`
	Concepts  []string                `json:"concepts"`
	Progress  map[string]listProgress `json:"progress"` // by language
}

type listProgress struct {
	Passed int  `json:"passed"`
	Total  int  `json:"total"`
	Solved bool `json:"solved"`
}

func listExercise(e *graders.Exercise, p *progress.Progress) listedExercise {
	item := listedExercise{
		Slug: e.Slug, Track: e.Track, Title: e.Title, Summary: e.Summary, Questions: e.Questions,
		Concepts: conceptIDs(e.Checks), Progress: map[string]listProgress{},
	}
	for _, l := range graders.Languages() {
		state := listProgress{Total: len(e.ChecksFor(l)), Solved: p.Solved(e.Slug, l)}
		if record := p.Find(e.Slug, l); record != nil {
			state.Passed = record.Best
		}
		item.Progress[string(l)] = state
	}
	return item
}

func runList(o *listOptions) error {
	p, err := loadProgress(o.app)
	if err != nil {
		return err
	}
	found := []listedExercise{}
	for _, e := range o.app.Catalogue().All {
		if o.matches(e) {
			found = append(found, listExercise(e, p))
		}
	}
	if o.json {
		return o.app.PrintJSON(found)
	}
	if len(found) == 0 {
		o.app.Console.Printf("Nothing matches %q: drill list shows everything.\n", o.word)
		return nil
	}
	o.print(found)
	return nil
}

func (o *listOptions) matches(e *graders.Exercise) bool {
	track, _ := o.app.Catalogue().Track(e.Track)
	text := strings.Join(append(conceptIDs(e.Checks), e.Slug, e.Title, e.Summary, e.Track, track.Title), "\n")
	return strings.Contains(strings.ToLower(text), strings.ToLower(o.word))
}

func (o *listOptions) print(found []listedExercise) {
	c, widest, track := o.app.Console, 0, ""
	for _, item := range found {
		widest = max(widest, len(item.Slug))
	}
	for _, item := range found {
		if item.Track != track {
			if track != "" {
				c.Println()
			}
			track = item.Track
			t, _ := o.app.Catalogue().Track(track)
			c.Println(c.Bold(track) + "  " + c.Dim(t.Title))
		}
		line := "  " + console.Pad(item.Slug, widest) + "  "
		c.Println(console.Hang(line, item.Title+o.state(item), c.Width(), nil))
	}
}

// state says in a few words how far the person is, in each language tried.
func (o *listOptions) state(item listedExercise) string {
	var parts []string
	for _, l := range graders.Languages() {
		state := item.Progress[string(l)]
		switch {
		case state.Solved:
			parts = append(parts, string(l)+" solved")
		case state.Passed > 0:
			parts = append(parts, fmt.Sprintf("%s %d of %d", l, state.Passed, state.Total))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
