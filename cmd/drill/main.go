// Command drill runs a learner's solution of a back-end exercise in a sandbox and
// says, concept by concept, what holds.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run(newApp(), os.Args[1:])) }

// run carries out one command line and returns the exit code.
func run(a *app, args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends drill at once
	root := newRoot(a)
	root.SetArgs(args)
	return a.conclude(root.ExecuteContext(ctx))
}
