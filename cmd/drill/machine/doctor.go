package machine

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/internal/console"
)

type doctorOptions struct {
	app  *app.App
	json bool
}

func newDoctor(a *app.App) *cobra.Command {
	o := &doctorOptions{app: a}
	cmd := &cobra.Command{
		Use: "doctor", Short: "Check what drill needs on this machine",
		Long: `Doctor looks at everything drill can use here, the container engine, the runner
images, node, go, confinement and drill's own folders, and says what to do about what
is not well. A warning is something drill does without.`,
		Example: "  drill doctor\n  drill doctor --json",
		Args:    app.Arguments(cobra.NoArgs, "it takes no argument"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runDoctor(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print the findings as JSON")
	return cmd
}

// health is how well a thing is.
type health string

const (
	healthy health = "ok"
	warning health = "warning"
	problem health = "problem"
)

// finding is what doctor has to say about one thing.
type finding struct {
	Subject string `json:"subject"`
	Health  health `json:"health"`
	Found   string `json:"found"`
	Advice  string `json:"advice,omitempty"`
}

func runDoctor(ctx context.Context, o *doctorOptions) error {
	findings := examine(ctx, o.app)
	if o.json {
		return o.app.PrintJSON(findings)
	}
	for _, f := range findings {
		printFinding(o.app, f)
	}
	return nil
}

// examine looks at everything, and weighs it: a solution needs an engine or its
// own toolchain.
func examine(ctx context.Context, a *app.App) []finding {
	findings := examineEngine(ctx, a)
	contained := findings[0].Health == healthy
	findings = append(findings, examineToolchains(ctx, a, contained)...)
	findings = append(findings, examineConfinement(a))
	return append(findings, examineFolders(a)...)
}

func printFinding(a *app.App, f finding) {
	c := a.Console
	mark, dress := "✓", c.Green
	switch f.Health {
	case warning:
		mark, dress = "!", c.Yellow
	case problem:
		mark, dress = "✗", c.Red
	}
	if c.ASCII {
		mark = map[health]string{healthy: "OK     ", warning: "WARNING", problem: "PROBLEM"}[f.Health]
	}
	c.Println(console.Hang("  "+mark+" "+console.Pad(f.Subject, len("container engine"))+"  ", f.Found, c.Width(), dress))
	if f.Advice != "" {
		c.Println(console.Hang(app.DetailIndent, f.Advice, c.Width(), nil))
	}
}
