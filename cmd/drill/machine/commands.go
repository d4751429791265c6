// Package machine has the commands about drill itself and what it runs on.
package machine

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
)

// Commands are those about images, this machine's health, the version and spares.
func Commands(a *app.App) []*cobra.Command {
	return []*cobra.Command{newImage(a), newDoctor(a), newVersion(a), newKeep()}
}
