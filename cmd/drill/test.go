package main

import (
	"context"

	"github.com/spf13/cobra"

	"drill/graders"
)

type testOptions struct {
	app  *app
	json bool
	path string
}

func newTest(a *app) *cobra.Command {
	o := &testOptions{app: a}
	cmd := &cobra.Command{
		Use: "test [PATH]", Short: "Grade an exercise once",
		Long: `Test grades the exercise of a folder or file: by default that of the current
folder, else the one started last. It exits 1 when a concept does not hold.

Inputs are drawn anew each time. The report (--json) names the seed; --seed repeats
a grading exactly.`,
		Example: `  drill test
  drill test backpressure-copy/solution.mjs
  drill test --seed 42 --json`,
		Args:              arguments(cobra.MaximumNArgs(1), "give one folder or file, or none"),
		ValidArgsFunction: completePaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.path = first(args)
			return runTest(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the report as JSON")
	return cmd
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func runTest(ctx context.Context, o *testOptions) error {
	a := o.app
	t, err := a.locate(o.path)
	if err != nil {
		return err
	}
	a.rememberTask(t)
	return a.gradeOnce(ctx, t, func(report *graders.Report) error {
		if err := a.showReport(report, o.json); err != nil || report.Passed() {
			return err
		}
		return errFailed
	})
}

// showReport prints a report for a program, or for a learner with what to do next.
func (a *app) showReport(report *graders.Report, asJSON bool) error {
	if asJSON {
		return a.printJSON(report)
	}
	a.printReport(report)
	a.suggest(report)
	return nil
}
