package main

import (
	"context"

	"github.com/spf13/cobra"

	"drill/graders"
	"drill/internal/settings"
	"drill/internal/workspace"
)

type startOptions struct {
	app      *app
	language string
	json     bool
	name     string
}

func newStart(a *app) *cobra.Command {
	o := &startOptions{app: a}
	cmd := &cobra.Command{
		Use: "start TRACK|EXERCISE", Short: "Begin or go on with an exercise",
		Long: `Start writes the exercise's folder, with the prompt in README.md and a solution to
fill in, and watches it: each save is graded at once. A folder that is there already
is gone on with; what you wrote is never overwritten. A track stands for its first
unsolved exercise.

Without a terminal it writes the folder, grades the solution once and exits 0.

The first language gets the folder EXERCISE, another one EXERCISE-go or EXERCISE-node.`,
		Example: `  drill start streams
  drill start backpressure-copy --lang go
  drill start errors --dir ~/practice`,
		Args:              arguments(cobra.ExactArgs(1), "name one track or exercise (drill list shows them)"),
		ValidArgsFunction: a.completeExercises(true),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = args[0]
			return runStart(cmd.Context(), o)
		},
	}
	addLanguageFlag(cmd, &o.language)
	cmd.Flags().BoolVar(&o.json, "json", false, "grade once and print the report as JSON")
	return cmd
}

func addLanguageFlag(cmd *cobra.Command, target *string) {
	cmd.Flags().StringVar(target, "lang", "", "the `language`: node or go (remembered)")
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]cobra.Completion{"node", "go"}, cobra.ShellCompDirectiveNoFileComp))
}

func runStart(ctx context.Context, o *startOptions) error {
	a := o.app
	candidates, err := a.catalogue().trackOrExercise(o.name)
	if err != nil {
		return err
	}
	l, err := o.chooseLanguage(candidates)
	if err != nil {
		return err
	}
	e, err := a.firstOpen(candidates, l)
	if err != nil {
		return err
	}
	t, isNew, err := a.begin(e, l)
	if err != nil {
		return err
	}
	if o.json {
		return o.printOnce(ctx, t)
	}
	a.introduce(t, isNew)
	if !a.console.Interactive {
		return o.printOnce(ctx, t)
	}
	return a.watch(ctx, t, !isNew)
}

// printOnce grades without watching. An unsolved stub is no error of start's.
func (o *startOptions) printOnce(ctx context.Context, t *task) error {
	return o.app.gradeOnce(ctx, t, func(report *graders.Report) error {
		return o.app.showReport(report, o.json)
	})
}

// chooseLanguage is the one asked for, that of a folder that is there already,
// the remembered one, or the answer to a question.
func (o *startOptions) chooseLanguage(candidates []*graders.Exercise) (graders.Language, error) {
	a := o.app
	remembered := a.settings().Language
	if o.language == "" && len(candidates) == 1 {
		base, err := a.base()
		if err != nil {
			return "", err
		}
		found, err := workspace.In(base, candidates[0].Slug, remembered)
		if err != nil {
			return "", err
		}
		if len(found) > 0 {
			return found[0].Language, nil
		}
	}
	if o.language == "" && remembered == "" && a.console.Interactive {
		if err := o.ask(); err != nil {
			return "", err
		}
	}
	l, err := a.language(o.language)
	if err == nil && o.language != "" {
		a.remember(func(s *settings.Settings) { s.Language = l })
	}
	return l, err
}

func (o *startOptions) ask() error {
	for {
		answer, err := o.app.console.Ask("Which language, node or go? (default " + string(o.app.installed()) + ")")
		if err != nil {
			return err
		}
		if answer == "" {
			answer = string(o.app.installed())
		}
		if l, err := graders.ParseLanguage(answer); err == nil {
			o.language = string(l)
			return nil
		}
		o.app.console.Println("Please type node or go.")
	}
}
