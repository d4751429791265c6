// Package author has the commands of those who write exercises.
package author

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
)

// Commands are those that begin an exercise and prove it.
func Commands(a *app.App) []*cobra.Command {
	return []*cobra.Command{newVerify(a), newNew(a)}
}
