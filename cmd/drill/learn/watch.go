package learn

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
)

type watchOptions struct {
	app  *app.App
	path string
}

func newWatch(a *app.App) *cobra.Command {
	o := &watchOptions{app: a}
	cmd := &cobra.Command{
		Use: "watch [PATH]", Short: "Grade an exercise at each save",
		Long: `Watch grades the exercise of a folder at once and then at each save, until Ctrl-C.

Keys: h hint, p prompt, t trace, r run again, n next (when all passed), q quit.`,
		Example: `  drill watch
  drill watch backpressure-copy --sandbox local`,
		Args:              app.Arguments(cobra.MaximumNArgs(1), "give one folder or file, or none"),
		ValidArgsFunction: app.CompletePaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.path = first(args)
			return runWatch(cmd.Context(), o)
		},
	}
	return cmd
}

func runWatch(ctx context.Context, o *watchOptions) error {
	t, err := locate(o.app, o.path)
	if err != nil {
		return err
	}
	rememberTask(o.app, t)
	return watchTask(ctx, o.app, t, true)
}

// watchTask grades a task at each save, and the next one after it, until the person
// has enough. It leaves nothing running and the terminal as it was.
func watchTask(ctx context.Context, a *app.App, t *task, atOnce bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s, err := a.Open(ctx, a, a.Flags.Sandbox)
	if err != nil {
		return err
	}
	defer a.Close(s)
	var keys <-chan rune
	if a.Console.Interactive {
		pressed, restore, err := a.Console.Keys()
		if err != nil {
			return err
		}
		defer restore()
		keys = pressed
	}
	for t != nil {
		w := &watcher{app: a, sandbox: s, task: t, keys: keys}
		if t, err = w.follow(ctx, atOnce); err != nil {
			return err
		}
		atOnce = false
	}
	a.Console.Notef("stopped watching: drill watch goes on")
	return nil
}
