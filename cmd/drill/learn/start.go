package learn

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/settings"
	"drill/internal/workspace"
)

type startOptions struct {
	app      *app.App
	language string
	json     bool
	name     string
}

func newStart(a *app.App) *cobra.Command {
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
		Args:              app.Arguments(cobra.ExactArgs(1), "name one track or exercise (drill list shows them)"),
		ValidArgsFunction: a.CompleteExercises(true),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = args[0]
			return runStart(cmd.Context(), o)
		},
	}
	addLanguageFlag(cmd, &o.language)
	cmd.Flags().BoolVar(&o.json, "json", false, "grade once and print the report as JSON")
	return cmd
}

func runStart(ctx context.Context, o *startOptions) error {
	a := o.app
	candidates, err := a.Catalogue().TrackOrExercise(o.name)
	if err != nil {
		return err
	}
	l, err := o.chooseLanguage(candidates)
	if err != nil {
		return err
	}
	e, err := firstOpen(a, candidates, l)
	if err != nil {
		return err
	}
	t, isNew, err := prepareTask(a, e, l)
	if err != nil {
		return err
	}
	if o.json {
		return o.printOnce(ctx, t)
	}
	introduce(a, t, isNew)
	if !a.Console.Interactive {
		return o.printOnce(ctx, t)
	}
	return watchTask(ctx, a, t, !isNew)
}

// printOnce grades without watching. An unsolved stub is no error of start's.
func (o *startOptions) printOnce(ctx context.Context, t *task) error {
	return gradeOnce(ctx, o.app, t, func(report *graders.Report) error {
		return showReport(o.app, report, o.json)
	})
}

// chooseLanguage is the one asked for, that of a folder that is there already,
// the remembered one, or the answer to a question.
func (o *startOptions) chooseLanguage(candidates []*graders.Exercise) (graders.Language, error) {
	a := o.app
	remembered := loadSettings(a).Language
	if o.language == "" && len(candidates) == 1 {
		base, err := baseFolder(a)
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
	if o.language == "" && remembered == "" && a.Console.Interactive {
		if err := o.ask(); err != nil {
			return "", err
		}
	}
	l, err := chooseLanguage(a, o.language)
	if err == nil && o.language != "" {
		remember(a, func(s *settings.Settings) { s.Language = l })
	}
	return l, err
}

func (o *startOptions) ask() error {
	for {
		answer, err := o.app.Console.Ask("Which language, node or go? (default " + string(installedLanguage(o.app)) + ")")
		if err != nil {
			return err
		}
		if answer == "" {
			answer = string(installedLanguage(o.app))
		}
		if l, err := graders.ParseLanguage(answer); err == nil {
			o.language = string(l)
			return nil
		}
		o.app.Console.Println("Please type node or go.")
	}
}
