package main

import (
	"slices"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/cmd/drill/author"
	"drill/cmd/drill/grade"
	"drill/cmd/drill/learn"
	"drill/cmd/drill/machine"
)

const rootLong = `drill turns questions of a Node.js back-end interview handbook into exercises. You
solve one in Node or in Go; drill runs your code in a sandbox and says, concept by
concept, what holds and what does not.

` + app.ExitCodes

const rootExample = `  drill list                     what there is
  drill start streams            begin the first unsolved exercise of a track
  drill test                     grade the exercise of this folder once
  drill hint                     the next hint about what failed last
  drill doctor                   is everything here that drill needs?`

// newRoot is the command line of drill: each package's commands in a group of the
// help.
func newRoot(a *app.App) *cobra.Command {
	root := app.NewRoot(a)
	root.Long, root.Example = rootLong, rootExample
	root.AddGroup(&cobra.Group{ID: "learn", Title: "Learning:"}, &cobra.Group{ID: "look", Title: "Looking:"}, &cobra.Group{ID: "run", Title: "Running drill:"})
	addCommands(root, "learn", learn.Commands(a))
	addCommands(root, "look", learn.Views(a))
	addCommands(root, "run", slices.Concat(grade.Commands(a), author.Commands(a), machine.Commands(a)))
	root.SetHelpCommandGroupID("run")
	root.SetCompletionCommandGroupID("run")
	return root
}

func addCommands(root *cobra.Command, group string, commands []*cobra.Command) {
	for _, c := range commands {
		c.GroupID = group
	}
	root.AddCommand(commands...)
}
