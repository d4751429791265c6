package main

import (
	"context"

	"github.com/spf13/cobra"
)

type watchOptions struct {
	app  *app
	path string
}

func newWatch(a *app) *cobra.Command {
	o := &watchOptions{app: a}
	cmd := &cobra.Command{
		Use: "watch [PATH]", Short: "Grade an exercise at each save",
		Long: `Watch grades the exercise of a folder at once and then at each save, until Ctrl-C.

Keys: h hint, p prompt, t trace, r run again, n next (when all passed), q quit.`,
		Example: `  drill watch
  drill watch backpressure-copy --sandbox local`,
		Args:              arguments(cobra.MaximumNArgs(1), "give one folder or file, or none"),
		ValidArgsFunction: completePaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.path = first(args)
			return runWatch(cmd.Context(), o)
		},
	}
	return cmd
}

func runWatch(ctx context.Context, o *watchOptions) error {
	t, err := o.app.locate(o.path)
	if err != nil {
		return err
	}
	o.app.rememberTask(t)
	return o.app.watch(ctx, t, true)
}

// watch grades a task at each save, and the next one after it, until the person
// has enough. It leaves nothing running and the terminal as it was.
func (a *app) watch(ctx context.Context, t *task, atOnce bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	b, err := a.open(ctx, a, a.flags.sandbox)
	if err != nil {
		return err
	}
	defer a.close(b)
	var keys <-chan rune
	if a.console.Interactive {
		pressed, restore, err := a.console.Keys()
		if err != nil {
			return err
		}
		defer restore()
		keys = pressed
	}
	for t != nil {
		w := &watcher{app: a, box: b, task: t, keys: keys}
		if t, err = w.follow(ctx, atOnce); err != nil {
			return err
		}
		atOnce = false
	}
	a.console.Notef("stopped watching: drill watch goes on")
	return nil
}
