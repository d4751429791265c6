package learn

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

type resetOptions struct {
	app      *app.App
	language string
	name     string
}

func newReset(a *app.App) *cobra.Command {
	o := &resetOptions{app: a}
	cmd := &cobra.Command{
		Use: "reset EXERCISE", Short: "Begin a solution anew, keeping a backup",
		Long: `Reset puts the stub back in the place of your solution, which is kept beside it as
solution.mjs.1.bak (or the next free number). Progress stays.`,
		Example: `  drill reset backpressure-copy
  drill reset backpressure-copy --lang go`,
		Args:              app.Arguments(cobra.ExactArgs(1), "name one exercise"),
		ValidArgsFunction: a.CompleteExercises(false),
		RunE: func(_ *cobra.Command, args []string) error {
			o.name = args[0]
			return runReset(o)
		},
	}
	addLanguageFlag(cmd, &o.language)
	return cmd
}

func runReset(o *resetOptions) error {
	a := o.app
	e, err := a.Catalogue().Find(o.name)
	if err != nil {
		return err
	}
	var l graders.Language
	if o.language != "" {
		if l, err = chooseLanguage(a, o.language); err != nil {
			return err
		}
	}
	t, err := locateNamed(a, e, l)
	if err != nil {
		return err
	}
	stub, err := e.Stub(t.Language)
	if err != nil {
		return err
	}
	return replaceSolution(a, t, stub)
}
