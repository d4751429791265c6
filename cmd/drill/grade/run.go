package grade

import (
	"context"
	"io"
	"os"
	"sync"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/batch"
)

// run grades everything that the plan asks for.
func (p *plan) run(ctx context.Context, s app.Sandbox) ([]batch.Outcome, error) {
	bar := p.progress()
	o := batch.Options{
		Jobs: p.options.jobs, Seed: p.seed, Reveal: p.reveal, Find: p.app.Catalogue().Find,
		Keep: p.keep, Each: func(batch.Outcome) { _ = bar.Add(1) },
	}
	if p.out != nil {
		o.Journal, o.Whole = p.out.Journal, p.out.whole
	}
	if r, ok := s.(readier); ok {
		o.Ready = r.Ready
	}
	if w, ok := s.(supplier); ok {
		var turn sync.Mutex // the first one may make an image, which is made once
		o.Ahead = func(ctx context.Context, e *graders.Exercise, l graders.Language, n int) {
			turn.Lock()
			defer turn.Unlock()
			_ = w.Supply(ctx, e, l, n) // grading itself will say what is wrong
		}
	}
	outcomes, err := batch.Run(ctx, s, p.items, o)
	_ = bar.Finish()
	return outcomes, err
}

// progress is a line on the terminal of whoever waits, and nothing anywhere else.
func (p *plan) progress() *progressbar.ProgressBar {
	c := p.app.Console
	shown := len(p.items) > 1 && watched(c.Err) && !c.Quiet && !c.ASCII && p.app.Getenv("CI") == ""
	return progressbar.NewOptions(len(p.items),
		progressbar.OptionSetWriter(c.Err), progressbar.OptionSetVisibility(shown), progressbar.OptionSetDescription("grading"),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
}

func watched(stream io.Writer) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// readier is a sandbox that knows whether what it depends on answers.
type readier interface {
	Ready(ctx context.Context) error
}

// supplier is a sandbox that keeps a number of spares booted ahead.
type supplier interface {
	Supply(ctx context.Context, e *graders.Exercise, l graders.Language, n int) error
}
