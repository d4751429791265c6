package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"drill/graders"
	"drill/internal/console"
	"drill/internal/progress"
)

type listOptions struct {
	app  *app
	json bool
	word string
}

func newList(a *app) *cobra.Command {
	o := &listOptions{app: a}
	cmd := &cobra.Command{
		Use: "list [WORD]", Short: "List tracks and exercises with your progress",
		Long: `List shows all tracks and exercises and how far you are. A word keeps those whose
name, title, summary, track or concepts contain it.`,
		Example: `  drill list
  drill list retry
  drill list --json`,
		Args:              arguments(cobra.MaximumNArgs(1), "give one word to look for, or none"),
		ValidArgsFunction: a.completeExercises(true),
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
	p, err := o.app.progress()
	if err != nil {
		return err
	}
	found := []listedExercise{}
	for _, e := range o.app.catalogue().all {
		if o.matches(e) {
			found = append(found, listExercise(e, p))
		}
	}
	if o.json {
		return o.app.printJSON(found)
	}
	if len(found) == 0 {
		o.app.console.Printf("Nothing matches %q: drill list shows everything.\n", o.word)
		return nil
	}
	o.print(found)
	return nil
}

func (o *listOptions) matches(e *graders.Exercise) bool {
	track, _ := o.app.catalogue().track(e.Track)
	text := strings.Join(append(conceptIDs(e.Checks), e.Slug, e.Title, e.Summary, e.Track, track.Title), "\n")
	return strings.Contains(strings.ToLower(text), strings.ToLower(o.word))
}

func (o *listOptions) print(found []listedExercise) {
	c, widest, track := o.app.console, 0, ""
	for _, item := range found {
		widest = max(widest, len(item.Slug))
	}
	for _, item := range found {
		if item.Track != track {
			if track != "" {
				c.Println()
			}
			track = item.Track
			t, _ := o.app.catalogue().track(track)
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
