package learn

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

type solutionOptions struct {
	app    *app.App
	giveUp bool
	write  bool
	json   bool
	path   string
}

func newSolution(a *app.App) *cobra.Command {
	o := &solutionOptions{app: a}
	cmd := &cobra.Command{
		Use: "solution [EXERCISE|PATH]", Short: "Print the reference solution, after a pass",
		Long: `Solution prints the authors' solution of the current exercise, or of the one you
name, once yours has passed or when you give up. With --write it takes the place of
your file, which is kept as a backup beside it.`,
		Example: `  drill solution
  drill solution backpressure-copy
  drill solution --give-up --write`,
		Args:              app.Arguments(cobra.MaximumNArgs(1), "name one exercise or folder, or none"),
		ValidArgsFunction: a.CompleteExercises(false),
		RunE: func(_ *cobra.Command, args []string) error {
			o.path = first(args)
			return runSolution(o)
		},
	}
	cmd.Flags().BoolVar(&o.giveUp, "give-up", false, "show it although yours has not passed")
	cmd.Flags().BoolVar(&o.write, "write", false, "put it in the place of your file, kept as a backup")
	cmd.Flags().BoolVar(&o.json, "json", false, "print it as JSON")
	return cmd
}

func runSolution(o *solutionOptions) error {
	a := o.app
	t, err := locate(a, o.path)
	if err != nil {
		return err
	}
	p, err := loadProgress(a)
	if err != nil {
		return err
	}
	if !o.giveUp && !p.Solved(t.exercise.Slug, t.Language) {
		return app.Misuse("%s is not solved yet: drill hint helps on, drill solution --give-up shows it all the same", t.exercise.Slug)
	}
	reference, err := t.exercise.Reference(t.Language)
	if err != nil {
		return err
	}
	if o.write {
		return replaceSolution(a, t, reference)
	}
	if o.json {
		return a.PrintJSON(map[string]string{"exercise": t.exercise.Slug, "language": string(t.Language), "name": reference.Name, "content": string(reference.Content)})
	}
	_, err = a.Console.Out.Write(reference.Content)
	return err
}

// replaceSolution puts a file in the place of the learner's and says where that is kept.
func replaceSolution(a *app.App, t *task, f graders.File) error {
	backups, err := t.Replace(f)
	if err != nil {
		return err
	}
	for _, backup := range backups {
		a.Console.Notef("yours is kept as %s", a.Short(backup))
	}
	a.Console.Notef("%s is written", a.Short(t.Path()))
	return nil
}
