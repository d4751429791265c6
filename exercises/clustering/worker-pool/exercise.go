// Package workerpool is question 12: a pool of workers that outlives its tasks.
package workerpool

import (
	"embed"
	"time"

	"drill/graders"
	"drill/graders/concepts"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// Exercise returns the exercise. Its workers are fakes: a thread could die in as
// many ways, but not at a millisecond that a test has chosen. One scenario has real
// threads, which keeps the fakes honest.
func Exercise() *graders.Exercise {
	node, golang := []graders.Language{graders.Node}, []graders.Language{graders.Go}
	return &graders.Exercise{
		Slug: "worker-pool", Track: "clustering", Order: 1, Questions: []int{12},
		Title:   "A pool that survives its workers",
		Summary: "share a few workers among many tasks, whatever the tasks do to them",
		Files:   files,
		Exports: []string{"createPool"},
		Threads: true,
		Imports: []string{"runtime/debug"}, // for the stack of a task that panicked
		Scenarios: []graders.Scenario{
			{Name: "work", Clock: graders.Virtual, Input: work},
			{Name: "task-fails", Clock: graders.Virtual, Input: failing},
			{Name: "worker-dies", Clock: graders.Virtual, Input: dying},
			{Name: "stray", Clock: graders.Virtual, Input: chatting, Only: node},
			{Name: "given-up", Clock: graders.Virtual, Input: givenUp, Only: golang},
			{Name: "deadline", Clock: graders.Virtual, Input: hanging, Only: node},
			{Name: "contexts", Clock: graders.Virtual, Input: contexts, Only: golang},
			{Name: "close", Clock: graders.Virtual, Input: closing},
			{Name: "close-by-force", Clock: graders.Virtual, Input: forced, Only: golang},
			{Name: "crowd", Clock: graders.Virtual, Input: crowded, Only: golang, Wall: 10 * time.Second},
			{Name: "threads", Clock: graders.Real, Input: killing, Only: node, Wall: 10 * time.Second},
		},
		Checks: checks(),
	}
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.ConcurrencyLimit,
		Claim:   "uses no more workers than it may, each for one task at a time, again and again",
		Hints: []string{
			"Who decides that a task has to wait: its arrival, or the lack of a free worker?",
			"A worker is free or it has a task. Keep both sets, and start a worker only when there is none free and room for one more.",
		},
		GoHints: []string{
			"How many goroutines call fn? Who bounds that?",
			"A fixed number of goroutines that receive from one channel is a pool. So is a semaphore.",
		},
		Judge: judgeLimit,
	}, {
		Concept: concepts.ConcurrencySaturation,
		Claim:   "gives a worker that becomes free the next task at once",
		Hints: []string{
			"At which events can a task that waits be started?",
			"There are two: a task arrives, a worker becomes free. Both lead to the same function.",
		},
		Judge: judgeSaturation,
	}, {
		Concept: concepts.FaultIsolation,
		Claim:   "fails one task without harm to its worker or to other tasks",
		Hints: []string{
			"A task that failed has ended in good order. What does that say about its worker?",
			"postMessage throws for what cannot be cloned. Who knows then that the worker is still free?",
		},
		GoHints: []string{
			"An error of fn belongs to one caller. Who else gets to see it?",
			"After an error a worker goes on with the next task.",
		},
		Judge: judgeIsolation,
	}, {
		Concept: concepts.CrashRecovery,
		Claim:   "fails the task of a worker that died, replaces the worker and goes on",
		Reason:  "a worker that dies takes its own task with it and nothing else",
		Hints: []string{
			"A worker may end without an 'error'. Which event comes in any case?",
			"'error' is followed by 'exit'. One death, one replacement.",
			"Would the task that killed a worker do better on the next one?",
		},
		GoHints: []string{
			"A panic in fn ends the goroutine it runs on, and the program with it. Where is it recovered?",
			"runtime.Goexit ends a goroutine without a panic: only deferred functions still run. What does the caller wait for?",
			"Call fn on a goroutine of its own, or let a dying worker's deferred function start its successor.",
		},
		Judge: judgeCrash,
	}, {
		Concept: concepts.ResultCorrelation,
		Claim:   "settles a task only by what answers that task",
		Hints: []string{
			"A worker may say more than its result: progress, a log line, the same answer twice. How do you know what is what?",
			"Every task has an id of its own, and every answer names one.",
		},
		GoHints: []string{
			"Two callers wait for their results on one channel. Who gets which?",
			"A caller that has given up leaves a result behind. Who receives it?",
		},
		Judge: judgeCorrelation,
	}, {
		Concept: concepts.Deadline,
		Claim:   "gives a task up at its time limit, and uses its place again",
		Hints: []string{
			"A thread that loops for ever does not answer a polite request. What does end it?",
			"A task's time begins when a worker gets it, and its timer is of no use after that task.",
		},
		GoHints: []string{
			"A caller waits at two places: for a worker, and for its result. Does each of the two look at ctx?",
			"fn gets the ctx of its caller. If fn does not look at it, the caller goes home nevertheless.",
			"A task whose caller has gone before it was begun is not begun at all.",
		},
		Judge: judgeDeadline,
	}, {
		Concept: concepts.GracefulShutdown,
		Claim:   "settles every task when it is closed, takes none any more and revives nothing",
		Hints: []string{
			"Make a list of the tasks there are when close is called. Who settles each of them?",
			"A worker that you terminate emits 'exit', too. What does your code do then?",
			"terminate() returns a promise.",
		},
		GoHints: []string{
			"Some callers wait for a worker when Close is called, and some call Submit at that very moment. What wakes each of them?",
			"A send on a closed channel panics. Who may close what, and who only signals?",
			"When Close runs out of time, the running tasks have contexts that can be cancelled.",
		},
		Judge: judgeShutdown,
	}, {
		Concept: concepts.NoLeakedWork,
		Claim:   "leaves no goroutine behind once it is closed",
		Only:    []graders.Language{graders.Go},
		Hints: []string{
			"A worker hands over a result and nobody is there any more. How long does it wait?",
			"A channel with room for one result never holds its sender up.",
		},
		Judge: judgeLeaks,
	}}
}
