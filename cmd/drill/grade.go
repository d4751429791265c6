package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"drill/graders"
	"drill/internal/workspace"
)

type gradeOptions struct {
	app      *app
	exercise string
	json     bool
	path     string
}

func newGrade(a *app) *cobra.Command {
	o := &gradeOptions{app: a}
	cmd := &cobra.Command{
		Use: "grade PATH", Short: "Grade someone's submission",
		Long: `Grade judges one solution that someone else wrote: a file, or an exercise's folder.
It exits 1 when a concept does not hold and does not count as your progress.

Other people's code runs in a container only, unless you say --sandbox local. A
solution outside an exercise's folder needs --exercise; its language is told by the
file's name.`,
		Example: `  drill grade submissions/ada/backpressure-copy
  drill grade ada.mjs --exercise backpressure-copy --json`,
		Args:              arguments(cobra.ExactArgs(1), "give one file or folder"),
		ValidArgsFunction: completePaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.path = args[0]
			return runGrade(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.exercise, "exercise", "", "the `exercise` that the solution is of")
	_ = cmd.RegisterFlagCompletionFunc("exercise", a.completeExercises(false))
	cmd.Flags().BoolVar(&o.json, "json", false, "print the report as JSON")
	return cmd
}

func runGrade(ctx context.Context, o *gradeOptions) error {
	a := o.app
	submission, err := o.read()
	if err != nil {
		return err
	}
	b, err := a.openForOthers(ctx)
	if err != nil {
		return err
	}
	defer a.close(b)
	report, err := a.grade(ctx, b, submission.exercise, submission.language, submission.solution)
	if err != nil {
		return err
	}
	if o.json {
		err = a.printJSON(report)
	} else {
		a.printReport(report)
	}
	if err == nil && !report.Passed() {
		err = errFailed
	}
	return err
}

// openForOthers opens a sandbox for code that nobody has read.
func (a *app) openForOthers(ctx context.Context) (box, error) {
	if a.flags.sandbox == "local" {
		return a.open(ctx, a, "local")
	}
	b, err := a.open(ctx, a, "docker")
	if err != nil {
		return nil, &refusedLocal{err}
	}
	return b, nil
}

// refusedLocal says why other people's code is not run without a container.
type refusedLocal struct{ cause error }

func (e *refusedLocal) Error() string {
	return e.cause.Error() + "; other people's code is not run outside a container unless you say --sandbox local"
}
func (e *refusedLocal) Unwrap() error { return e.cause }

type submission struct {
	exercise *graders.Exercise
	language graders.Language
	solution graders.File
}

// read finds out what a path is a solution of, and reads it.
func (o *gradeOptions) read() (*submission, error) {
	path := o.path
	if !filepath.IsAbs(path) {
		path = filepath.Join(o.app.dir(), path)
	}
	if o.exercise == "" {
		t, err := o.app.locate(o.path)
		if err != nil {
			return nil, err
		}
		solution, err := t.Solution()
		return &submission{t.exercise, t.Language, solution}, err
	}
	e, err := o.app.catalogue().find(o.exercise)
	if err != nil {
		return nil, err
	}
	file, err := workspace.SolutionIn(path)
	if err != nil {
		return nil, err
	}
	l, err := languageOf(file)
	if err != nil {
		return nil, err
	}
	solution, err := workspace.ReadSolution(file)
	solution.Name = l.SolutionFile()
	if ext := filepath.Ext(file); l == graders.Node {
		solution.Name = "solution" + ext
	}
	return &submission{e, l, solution}, err
}

// languageOf tells a language by a file's ending.
func languageOf(file string) (graders.Language, error) {
	switch filepath.Ext(file) {
	case ".go":
		return graders.Go, nil
	case ".mjs", ".js", ".cjs":
		return graders.Node, nil
	}
	if _, err := os.Lstat(file); err != nil {
		return "", misuse("no such file or folder: %s", file)
	}
	return "", misuse("%s is no solution: its name must end in .mjs, .js, .cjs or .go", file)
}
