// Command drill runs a learner's solution of a back-end exercise in a sandbox and
// says, concept by concept, what holds.
package main

import (
	"os"

	"drill/cmd/drill/app"
)

func main() {
	a := app.New()
	os.Exit(a.Run(newRoot(a), os.Args[1:]))
}
