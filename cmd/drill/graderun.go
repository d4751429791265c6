package main

import (
	"context"
	"io"
	"os"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"drill/graders"
	"drill/internal/batch"
	"drill/sandbox/docker/engine"
)

// run grades everything that the plan asks for.
func (p *gradePlan) run(ctx context.Context, b box) ([]batch.Outcome, error) {
	bar := p.progress()
	o := batch.Options{
		Jobs: p.options.jobs, Seed: p.seed, Reveal: p.reveal, Find: p.app.catalogue().find,
		Keep: p.keep, Each: func(batch.Outcome) { _ = bar.Add(1) },
	}
	if p.out != nil {
		o.Journal, o.Whole = p.out.Journal, p.out.whole
	}
	if r, ok := b.(readier); ok {
		o.Ready = r.Ready
	}
	if s, ok := b.(supplier); ok {
		var turn sync.Mutex // the first one may make an image, which is made once
		o.Ahead = func(ctx context.Context, e *graders.Exercise, l graders.Language, n int) {
			turn.Lock()
			defer turn.Unlock()
			_ = s.Supply(ctx, e, l, n) // grading itself will say what is wrong
		}
	}
	outcomes, err := batch.Run(ctx, b, p.items, o)
	_ = bar.Finish()
	return outcomes, err
}

// progress is a line on the terminal of whoever waits, and nothing anywhere else.
func (p *gradePlan) progress() *progressbar.ProgressBar {
	c := p.app.console
	shown := len(p.items) > 1 && watched(c.Err) && !c.Quiet && !c.ASCII && p.app.getenv("CI") == ""
	return progressbar.NewOptions(len(p.items),
		progressbar.OptionSetWriter(c.Err), progressbar.OptionSetVisibility(shown), progressbar.OptionSetDescription("grading"),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
}

func watched(stream io.Writer) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// readier is a box that knows whether what it depends on answers.
type readier interface {
	Ready(ctx context.Context) error
}

// supplier is a box that keeps a number of sandboxes booted ahead.
type supplier interface {
	Supply(ctx context.Context, e *graders.Exercise, l graders.Language, n int) error
}

// Ready implements [readier] with a connection of its own: what the sandbox keeps
// open may be what broke.
func (c container) Ready(ctx context.Context) error {
	e, err := engine.Connect(ctx, engine.Options{Getenv: c.bar.app.getenv})
	if err != nil {
		return err
	}
	return e.Close()
}

// Supply implements [supplier].
func (c container) Supply(ctx context.Context, e *graders.Exercise, l graders.Language, n int) error {
	return c.Sandbox.Warm(ctx, l, e.EffectiveLimits(), n)
}
