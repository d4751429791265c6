package batch

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"drill/graders"
)

// Options say how a batch is graded. Find is needed; the zero value of everything
// else is usable.
type Options struct {
	// Jobs is how many submissions are graded at once; 0 means one a processor.
	Jobs int
	// Seed is what the submissions' seeds are derived from.
	Seed uint64
	// Reveal is how much reports tell; empty means everything. What it hides is
	// gone before an outcome is handed to anything below.
	Reveal graders.Reveal
	// Find returns the exercise that a submission says it is of.
	Find func(slug string) (*graders.Exercise, error)
	// Journal keeps the outcomes, and knows those of an earlier run; nil for none.
	Journal *Journal
	// Whole reports whether everything that was kept of an earlier outcome is still
	// there; nil means it is.
	Whole func(Outcome) bool
	// Keep takes each new outcome, in full and one at a time, before it is in the
	// journal. Its error ends the batch: results that cannot be kept are lost.
	Keep func(Outcome) error
	// Each is told each outcome, also those of an earlier run, one at a time.
	Each func(Outcome)
	// Ready reports whether the sandbox's engine answers; nil means it does.
	Ready func(context.Context) error
	// Ahead is told before a submission is graded how many more sandboxes of that
	// kind may be needed soon; nil when nothing can be done ahead.
	Ahead func(ctx context.Context, e *graders.Exercise, l graders.Language, n int)
	// Patience is how long faults without a success in between are waited out, in
	// the batch as a whole; 0 means 3 minutes.
	Patience time.Duration
}

const standardPatience = 3 * time.Minute

// Run grades the items and returns their outcomes in the same order, without traces
// and with short texts. It returns an error for two items with one id, when an
// outcome cannot be kept, and when the context ends; items that were not graded by
// then have an empty outcome.
func Run(ctx context.Context, sandbox graders.Sandbox, items []Item, o Options) ([]Outcome, error) {
	if err := distinct(items); err != nil {
		return nil, err
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.NumCPU()
	}
	if o.Patience == 0 {
		o.Patience = standardPatience
	}
	if o.Reveal == "" {
		o.Reveal = graders.RevealFull
	}
	r := &run{Options: o, sandbox: sandbox, items: items, outcomes: make([]Outcome, len(items))}
	r.outage.patience = o.Patience
	group, ctx := errgroup.WithContext(ctx)
	for range min(o.Jobs, len(items)) {
		group.Go(func() error { return r.work(ctx) })
	}
	return r.outcomes, group.Wait()
}

func distinct(items []Item) error {
	seen := make(map[string]string, len(items))
	for _, item := range items {
		if other, twice := seen[item.ID]; twice {
			return &Refusal{Problem: fmt.Sprintf("two submissions have the id %q, %s and %s: give one of them another with a roster", item.ID, other, item.Path)}
		}
		seen[item.ID] = item.Path
	}
	return nil
}

// run is the state of one batch.
type run struct {
	Options
	sandbox graders.Sandbox
	items   []Item
	outage  outage

	mu       sync.Mutex
	begun    int // items that were handed out
	outcomes []Outcome

	keeping sync.Mutex // one outcome is kept at a time
}

// work grades items until none is left.
func (r *run) work(ctx context.Context) error {
	for {
		i, left, ok := r.next()
		if !ok {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.item(ctx, i, left); err != nil {
			return err
		}
	}
}

// next hands out an item and tells how many are left after it.
func (r *run) next() (i, left int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.begun == len(r.items) {
		return 0, 0, false
	}
	r.begun++
	return r.begun - 1, len(r.items) - r.begun, true
}

// item sees one item to its outcome.
func (r *run) item(ctx context.Context, i, left int) error {
	outcome, todo := r.prepare(r.items[i])
	if earlier, ok := r.earlier(outcome); ok {
		r.settle(i, earlier)
		return nil
	}
	if outcome.Fault == "" && outcome.Refused == "" {
		if r.Ahead != nil {
			r.Ahead(ctx, todo.Exercise, todo.Language, min(left, r.Jobs))
		}
		report, err := r.grade(ctx, todo)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			outcome.Fault = err.Error()
		default:
			outcome.Report = report.Redact(r.Reveal)
		}
	}
	return r.keep(i, outcome)
}
