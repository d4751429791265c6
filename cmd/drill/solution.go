package main

import (
	"github.com/spf13/cobra"

	"drill/graders"
)

type solutionOptions struct {
	app    *app
	giveUp bool
	write  bool
	json   bool
	path   string
}

func newSolution(a *app) *cobra.Command {
	o := &solutionOptions{app: a}
	cmd := &cobra.Command{
		Use: "solution [EXERCISE|PATH]", Short: "Print the reference solution, after a pass",
		Long: `Solution prints the authors' solution of the current exercise, or of the one you
name, once yours has passed or when you give up. With --write it takes the place of
your file, which is kept as a backup beside it.`,
		Example: `  drill solution
  drill solution backpressure-copy
  drill solution --give-up --write`,
		Args:              arguments(cobra.MaximumNArgs(1), "name one exercise or folder, or none"),
		ValidArgsFunction: a.completeExercises(false),
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
	t, err := a.locate(o.path)
	if err != nil {
		return err
	}
	p, err := a.progress()
	if err != nil {
		return err
	}
	if !o.giveUp && !p.Solved(t.exercise.Slug, t.Language) {
		return misuse("%s is not solved yet: drill hint helps on, drill solution --give-up shows it all the same", t.exercise.Slug)
	}
	reference, err := t.exercise.Reference(t.Language)
	if err != nil {
		return err
	}
	if o.write {
		return a.replace(t, reference)
	}
	if o.json {
		return a.printJSON(map[string]string{"exercise": t.exercise.Slug, "language": string(t.Language), "name": reference.Name, "content": string(reference.Content)})
	}
	_, err = a.console.Out.Write(reference.Content)
	return err
}

// replace puts a file in the place of the learner's and says where that is kept.
func (a *app) replace(t *task, f graders.File) error {
	backups, err := t.Replace(f)
	if err != nil {
		return err
	}
	for _, backup := range backups {
		a.console.Notef("yours is kept as %s", a.short(backup))
	}
	a.console.Notef("%s is written", a.short(t.Path()))
	return nil
}
