package learn

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/timeline"
)

type traceOptions struct {
	app      *app.App
	scenario string
	json     bool
	html     string // a file's name; empty for none
}

// traceFile is the page's name where none is given, beside the solution.
const traceFile = "trace.html"

func newTrace(a *app.App) *cobra.Command {
	o := &traceOptions{app: a}
	cmd := &cobra.Command{
		Use: "trace [SCENARIO]", Short: "Draw what ran when in the last run",
		Long: `Trace draws the timeline of the last run: events against time, what your code
printed, and the failed moment marked. Without a name it draws the scenario that
failed first, or the first one.

With --html it writes a page for a browser instead, with the reference solution's run
under the same inputs beside yours.`,
		Example: `  drill trace
  drill trace slow-sink --ascii
  drill trace --html
  drill trace --html=page.html`,
		Args:              app.Arguments(cobra.MaximumNArgs(1), "name one scenario, or none"),
		ValidArgsFunction: completeScenarios(a),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.scenario = first(args)
			return runTrace(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.html, "html", "", "write a page with the reference beside your run, to `file` or trace.html")
	cmd.Flags().Lookup("html").NoOptDefVal = traceFile
	cmd.Flags().BoolVar(&o.json, "json", false, "print the recorded run as JSON")
	return cmd
}

func runTrace(ctx context.Context, o *traceOptions) error {
	a := o.app
	t, err := locate(a, "")
	if err != nil {
		return err
	}
	store, err := openStore(a)
	if err != nil {
		return err
	}
	report, err := store.LastReport(t.exercise.Slug, t.Language)
	if err != nil {
		return err
	}
	if report == nil {
		return app.Misuse("nothing was run yet: run drill test first")
	}
	if o.html != "" {
		return o.writeTrace(ctx, t, report)
	}
	if !o.json {
		return drawTrace(a, report, o.scenario)
	}
	run, err := chooseRun(report, o.scenario)
	if err != nil {
		return err
	}
	return a.PrintJSON(run)
}

// drawTrace draws one scenario of a report.
func drawTrace(a *app.App, report *graders.Report, scenario string) error {
	run, err := chooseRun(report, scenario)
	if err != nil {
		return err
	}
	return timeline.Text(a.Console.Out, run, report.Verdicts, timeline.Options{
		Width: a.Console.Width(), ASCII: a.Console.ASCII, Color: a.Console.Coloured(),
	})
}

// chooseRun is the scenario named, the one that failed first, or the first.
func chooseRun(report *graders.Report, scenario string) (*graders.Run, error) {
	if report.Load != nil || len(report.Runs) == 0 {
		return nil, app.Misuse("nothing ran, because the solution could not be loaded: drill test says why")
	}
	if scenario == "" {
		if run := failedRun(report); run != nil {
			return run, nil
		}
		return report.Runs[0], nil
	}
	var names []string
	for _, run := range report.Runs {
		if run.Scenario == scenario {
			return run, nil
		}
		names = append(names, run.Scenario)
	}
	if near := app.Nearest(scenario, names); near != "" {
		return nil, app.Misuse("no scenario %q: did you mean %s?", scenario, near)
	}
	return nil, app.Misuse("no scenario %q: the last run had %s", scenario, strings.Join(names, ", "))
}

func completeScenarios(a *app.App) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		t, err := locate(a, "")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var offers []cobra.Completion
		for _, s := range t.exercise.ScenariosFor(t.Language) {
			offers = append(offers, s.Name)
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}
