package learn

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

type testOptions struct {
	app  *app.App
	json bool
	path string
}

func newTest(a *app.App) *cobra.Command {
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
		Args:              app.Arguments(cobra.MaximumNArgs(1), "give one folder or file, or none"),
		ValidArgsFunction: app.CompletePaths,
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
	t, err := locate(a, o.path)
	if err != nil {
		return err
	}
	rememberTask(a, t)
	return gradeOnce(ctx, a, t, func(report *graders.Report) error {
		if err := showReport(a, report, o.json); err != nil || report.Passed() {
			return err
		}
		return app.ErrFailed
	})
}

// showReport prints a report for a program, or for a learner with what to do next.
func showReport(a *app.App, report *graders.Report, asJSON bool) error {
	if asJSON {
		return a.PrintJSON(report)
	}
	printReport(a, report)
	suggest(a, report)
	return nil
}
