// Package learn has the commands of a learner at work.
package learn

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
)

// Commands are those that work on an exercise.
func Commands(a *app.App) []*cobra.Command {
	return []*cobra.Command{newStart(a), newTest(a), newWatch(a), newNext(a), newHint(a), newSolution(a), newReset(a)}
}

// Views are those that show something.
func Views(a *app.App) []*cobra.Command {
	return []*cobra.Command{newList(a), newShow(a), newTrace(a), newProgress(a)}
}
