package mutation

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"drill/graders"
)

// tester is what all targets share.
type tester struct {
	options Options
	sandbox graders.Sandbox
	slots   chan struct{}
	making  sync.Mutex // importers serve one at a time

	mu           sync.Mutex
	environments map[graders.Language]string
	done, all    atomic.Int64
}

// together is how many mutants share a sandbox, with the solution that they were made
// of: where that fails, the others' failures say nothing.
const together = 20

// hurried is how long a scenario on the virtual clock may take, of real time: mutants
// that hang take most of it, and right solutions need some milliseconds.
const hurried = time.Second

// grade finds the outcomes of what has none yet. What passes in a shared sandbox is graded again,
// alone, under every seed.
func (t *target) grade(ctx context.Context, candidates []*candidate) error {
	candidates = slices.DeleteFunc(slices.Clone(candidates), func(p *candidate) bool { return p.Outcome != "" })
	t.expect(len(candidates))
	quick := hurry(t.exercise)
	err := t.each(ctx, batches(candidates), func(ctx context.Context, batch []*candidate) error { return t.batch(ctx, quick, batch) })
	if err != nil {
		return err
	}
	survivors := slices.DeleteFunc(candidates, func(p *candidate) bool { return p.Outcome != Survived })
	t.expect(len(survivors))
	return t.each(ctx, slices.Collect(slices.Chunk(survivors, 1)), func(ctx context.Context, one []*candidate) error { return t.alone(ctx, one[0]) })
}

func (t *target) each(ctx context.Context, batches [][]*candidate, do func(context.Context, []*candidate) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, batch := range batches {
		group.Go(func() error {
			err := do(ctx, batch)
			t.step(len(batch))
			return err
		})
	}
	return group.Wait()
}

// batches puts mutants together whose files have the same name, in their order: those of
// one solution first.
func batches(candidates []*candidate) [][]*candidate {
	byName := map[string][]*candidate{}
	var names []string
	for _, p := range candidates {
		name := p.solution.Solution.Name
		if byName[name] == nil {
			names = append(names, name)
		}
		byName[name] = append(byName[name], p)
	}
	var all [][]*candidate
	for _, name := range names {
		all = slices.AppendSeq(all, slices.Chunk(byName[name], together))
	}
	return all
}

// hurry returns the exercise with less time for what waits on no real clock.
func hurry(e *graders.Exercise) *graders.Exercise {
	quick, usual := *e, e.EffectiveLimits().Wall
	quick.Limits.Wall = min(hurried, usual)
	quick.Scenarios = slices.Clone(e.Scenarios)
	for i, s := range quick.Scenarios {
		if s.Clock == graders.Real {
			quick.Scenarios[i].Wall = max(s.Wall, usual)
		}
	}
	return &quick
}

func (h *tester) expect(n int) {
	h.all.Add(int64(n))
	h.step(0)
}

func (h *tester) step(n int) {
	if done := h.done.Add(int64(n)); h.options.Each != nil {
		h.options.Each(int(done), int(h.all.Load()))
	}
}
