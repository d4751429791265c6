package machine

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
)

func newVersion(a *app.App) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "version", Short: "Print drill's version",
		Long:    "Version prints the version of drill, and what it was built with.",
		Example: "  drill version --json",
		Args:    app.Arguments(cobra.NoArgs, "it takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			v := app.ReadVersion()
			if asJSON {
				return a.PrintJSON(v)
			}
			a.Console.Printf("drill %s (%s, %s)\n", v.Version, v.Go, v.Platform)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the version as JSON")
	return cmd
}
