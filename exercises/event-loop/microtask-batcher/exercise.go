// Package microtaskbatcher is question 2: batch in a microtask, yield in a
// macrotask.
package microtaskbatcher

import (
	"embed"

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
		{Name: "before-macrotasks", Input: items(1)},
		{Name: "push-in-flush", Input: items(4)},
		{Name: "flush-throws", Input: faults, Tolerant: true},
	} {
		e.Scenarios = append(e.Scenarios, inNode(s), inGo(s))
	}
	e.Scenarios = append(e.Scenarios,
		inNode(graders.Scenario{Name: "one-run", Input: oneRun(graders.Node)}),
		inGo(graders.Scenario{Name: "one-run", Input: oneRun(graders.Go)}),
		inNode(graders.Scenario{Name: "long-list", Input: lists(graders.Node)}),
		inGo(graders.Scenario{Name: "long-list", Input: lists(graders.Go)}),
		inGo(graders.Scenario{Name: "flood"}),
		inGo(graders.Scenario{Name: "stops"}))
	return e
}

func inNode(s graders.Scenario) graders.Scenario {
	s.Clock, s.Only = graders.Real, []graders.Language{graders.Node}
	return s
}

func inGo(s graders.Scenario) graders.Scenario {
	s.Clock, s.Only = graders.Virtual, []graders.Language{graders.Go}
	return s
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
		GoHints: []string{
			"What would a caller see that sets up its state right after push? And on which goroutine does flush run?",
			"A task posts another one. Who takes something out of a full queue while that task runs?",
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
			"If flush throws, which line of yours does not run? And who hears of the error?",
			"State that must be reset whatever happens belongs before the call, or into finally. An error that you catch is reported to nobody.",
		},
		GoHints: []string{
			"A panic in a callback unwinds your Run loop. Where can it be recovered so that the loop lives on?",
			"Wrap every single callback, not the whole loop. Is fn one?",
		},
		Judge: judgeIsolation,
	}, {
		Concept: concepts.NoStarvation,
		Claim:   "lets other tasks run between the slices of a long list, and works through all of it",
		Hints: []string{
			"await null gives way to other microtasks. Who else is waiting?",
			"A timer fires only when the loop itself moves on: setImmediate, timers/promises or scheduler.yield let it.",
		},
		GoHints: []string{
			"A slice is one task. Who posts the next one, and behind whom does it stand in line?",
			"Post the first slice; at its end, post the next one.",
			"What does each goroutine of yours wait for, and does it also wait for its context?",
		},
		Judge: judgeStarvation,
	}}
}
