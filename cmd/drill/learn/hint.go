package learn

import (
	"fmt"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/internal/console"
	"drill/internal/progress"
)

type hintOptions struct {
	app     *app.App
	concept string
	json    bool
}

func newHint(a *app.App) *cobra.Command {
	o := &hintOptions{app: a}
	cmd := &cobra.Command{
		Use: "hint [CONCEPT]", Short: "Show one more hint about what failed last",
		Long: `Hint shows one more hint each time, about the first concept that failed in the last
test or about the one you name. Hints lead step by step; they begin anew when the
concept has passed.`,
		Example: `  drill hint
  drill hint backpressure`,
		Args:              app.Arguments(cobra.MaximumNArgs(1), "name one concept, or none"),
		ValidArgsFunction: completeConcepts(a),
		RunE: func(_ *cobra.Command, args []string) error {
			o.concept = first(args)
			return runHint(o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the hint as JSON")
	return cmd
}

type hintData struct {
	Exercise string   `json:"exercise"`
	Concept  string   `json:"concept"`
	Claim    string   `json:"claim"`
	Shown    []string `json:"shown"` // the new one is the last
	Of       int      `json:"of"`
}

func runHint(o *hintOptions) error {
	a := o.app
	t, err := locate(a, "")
	if err != nil {
		return err
	}
	hint, err := nextHint(a, t, o.concept)
	if err != nil {
		return err
	}
	if o.json {
		return a.PrintJSON(hint)
	}
	printHint(a, hint)
	return nil
}

// nextHint counts one more hint as shown and returns it with those before it.
// Nil means that there is nothing to hint at.
func nextHint(a *app.App, t *task, concept string) (*hintData, error) {
	store, err := openStore(a)
	if err != nil {
		return nil, err
	}
	p, err := store.Load()
	if err != nil {
		return nil, err
	}
	record := p.Find(t.exercise.Slug, t.Language)
	check, err := chooseCheck(t, record, concept)
	if check == nil || err != nil {
		return nil, err
	}
	id, hints, shown := check.Concept.ID, check.HintsFor(t.Language), 0
	if record != nil {
		shown = record.Hints[id]
	}
	if shown < len(hints) {
		shown++
		if err := store.Update(func(p *progress.Progress) { p.Hinted(t.exercise.Slug, t.Language, id) }); err != nil {
			a.Console.Warnf("%v", err)
		}
	}
	return &hintData{t.exercise.Slug, id, check.Claim, hints[:min(shown, len(hints))], len(hints)}, nil
}

func printHint(a *app.App, hint *hintData) {
	c := a.Console
	if hint == nil {
		c.Println("Everything passed last time: there is nothing to hint at.")
		return
	}
	c.Println(console.Hang(hint.Concept+": ", hint.Claim, c.Width(), c.Bold))
	if hint.Of == 0 {
		c.Println("There is no hint for this one: drill show prints the prompt again.")
		return
	}
	for i, text := range hint.Shown {
		c.Println(console.Hang(fmt.Sprintf("  hint %d of %d: ", i+1, hint.Of), text, c.Width(), c.Dim))
	}
	if left := hint.Of - len(hint.Shown); left == 0 {
		c.Println(c.Dim("That is all the hints: drill solution --give-up shows a solution."))
	}
}
