// Package microtaskbatcher is question 2: batch in a microtask, yield in a
// macrotask.
package microtaskbatcher

import (
	"embed"
	"math/rand/v2"

	"drill/graders"
	"drill/graders/concepts"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// Exercise returns the exercise. The order of the event loop itself is the
// subject in Node, so its clock is real; Go's executor has no clock at all, and a
// virtual one notices when it hangs.
func Exercise() *graders.Exercise {
	e := &graders.Exercise{
		Slug: "microtask-batcher", Track: "event-loop", Order: 2, Questions: []int{2},
		Title:   "Batch in a microtask, yield in a macrotask",
		Summary: "deliver what one run pushes as one batch, and work through a long list without starving others",
		Files:   files,
		Exports: []string{"coalesce", "processAll"},
		Checks:  checks(),
	}
	for _, s := range []graders.Scenario{
		{Name: "one-run", Input: items(3, 6)},
		{Name: "before-macrotasks", Input: items(1, 1)},
		{Name: "push-in-flush", Input: items(2, 2)},
		{Name: "flush-throws", Input: items(2, 2), Tolerant: true},
		{Name: "long-list", Input: longList},
	} {
		e.Scenarios = append(e.Scenarios, inBoth(s)...)
	}
	return e
}

func inBoth(s graders.Scenario) []graders.Scenario {
	node, golang := s, s
	node.Clock, node.Only = graders.Real, []graders.Language{graders.Node}
	golang.Clock, golang.Only = graders.Virtual, []graders.Language{graders.Go}
	return []graders.Scenario{node, golang}
}

type itemsInput struct {
	Items []string `json:"items"`
}

func items(low, high int) func(*rand.Rand) any {
	return func(r *rand.Rand) any { return itemsInput{graders.Tokens(r, graders.Between(r, low, high))} }
}

type listInput struct {
	Items  []int `json:"items"`
	Slice  int   `json:"slice"`
	Factor int   `json:"factor"` // what the callback multiplies by
}

func longList(r *rand.Rand) any {
	slice := graders.Between(r, 6, 12)
	list := make([]int, 20*slice)
	for i := range list {
		list[i] = r.IntN(1000)
	}
	return listInput{Items: list, Slice: slice, Factor: graders.Between(r, 3, 99)}
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.SameTickCoalescing,
		Claim:   "delivers what one run pushed as one batch, in order",
		Hints: []string{
			"How many flushes does a push schedule when one is scheduled already?",
			"Keep the items and whether a flush is on its way; only the first push of a batch schedules.",
		},
		Judge: judgeCoalescing,
	}, {
		Concept: concepts.AlwaysAsync,
		Claim:   "never flushes before push has returned",
		Hints: []string{
			"What would a caller see that sets up its state right after push?",
			"A callback that is sometimes synchronous and sometimes not is the worst of both.",
		},
		Judge: judgeAsync,
	}, {
		Concept: concepts.MicrotaskBeforeMacrotask,
		Claim:   "flushes before any timer or immediate that was waiting already",
		Hints: []string{
			"setTimeout and setImmediate stand in line behind what is there. Which queues do not?",
			"queueMicrotask and process.nextTick run before the loop moves on.",
		},
		GoHints: []string{
			"select chooses at random when several channels are ready. What does that do to a priority?",
			"Empty the deferred queue completely, then take one task, then look at the deferred queue again.",
		},
		Judge: judgeBeforeMacrotasks,
	}, {
		Concept: concepts.MicrotaskDrainNested,
		Claim:   "delivers what is pushed while a batch is being flushed",
		Hints: []string{
			"At which moment do you forget the items of a batch: before the flush, or after it?",
			"Take the batch and reset the state first; then call flush.",
		},
		Judge: judgeNested,
	}, {
		Concept: concepts.FaultIsolation,
		Claim:   "goes on with the next batch after a flush that threw",
		Reason:  "a flush that throws must not end all later ones",
		Hints: []string{
			"If flush throws, which line of yours does not run?",
			"State that must be reset whatever happens belongs before the call, or into finally.",
		},
		GoHints: []string{
			"A panic in a callback unwinds your Run loop. Where can it be recovered so that the loop lives on?",
			"Wrap every single callback, not the whole loop.",
		},
		Judge: judgeIsolation,
	}, {
		Concept: concepts.NoStarvation,
		Claim:   "lets other tasks run between the slices of a long list",
		Hints: []string{
			"await null gives way to other microtasks. Who else is waiting?",
			"A timer fires only when the loop itself moves on: setImmediate, timers/promises or scheduler.yield let it.",
		},
		GoHints: []string{
			"A slice is one task. Who posts the next one, and behind whom does it stand in line?",
			"Post the first slice; at its end, post the next one.",
		},
		Judge: judgeStarvation,
	}}
}
