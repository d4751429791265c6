// Package eventloopsimulator is question 1: the phases of the event loop, built
// as a simulator with virtual time.
package eventloopsimulator

import (
	"embed"

	"drill/graders"
	"drill/graders/concepts"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// Exercise returns the exercise. Every scenario is a list of drawn programs; the
// simulator keeps its own time, so the sandbox's clock stands still.
func Exercise() *graders.Exercise {
	return &graders.Exercise{
		Slug: "event-loop-simulator", Track: "event-loop", Order: 1, Questions: []int{1},
		Title:   "Build a deterministic event loop",
		Summary: "run callbacks in the order of Node's phases, in virtual time",
		Files:   files,
		Exports: []string{"createLoop"},
		Scenarios: []graders.Scenario{
			{Name: "phases", Clock: graders.Virtual, Input: drawPhases},
			{Name: "ticks", Clock: graders.Virtual, Input: drawTicks},
			{Name: "neighbours", Clock: graders.Virtual, Input: drawNeighbours},
			{Name: "snapshots", Clock: graders.Virtual, Input: drawSnapshots},
			{Name: "timers", Clock: graders.Virtual, Input: drawTimers},
			{Name: "odd-delays", Clock: graders.Virtual, Input: drawOddDelays, Only: []graders.Language{graders.Node}},
			{Name: "alive", Clock: graders.Virtual, Input: drawAlive},
		},
		Checks: checks(),
	}
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.PhaseOrder,
		Claim:   "runs the phases in Node's order, whichever it begins in",
		Hints: []string{
			"You are in the poll phase. Which phase comes next, and which one only in the next round?",
			"One round is timers, poll, check, close. I/O that begins in a poll phase is seen by the next one.",
		},
		Judge: judgePhases,
	}, {
		Concept: concepts.TickBeforeMicrotask,
		Claim:   "empties the tick queue before microtasks, and looks at it again after them",
		Hints: []string{
			"A tick schedules a tick. Does it run before or after the microtasks that were waiting already?",
			"A microtask schedules a tick. How many queues have to be empty before you may go on?",
		},
		Judge: judgeTicks,
	}, {
		Concept: concepts.MicrotaskDrainPerCallback,
		Claim:   "runs ticks and microtasks after every single callback, main too",
		Hints: []string{
			"Two timers are due in one phase and the first schedules a microtask. When does that run?",
			"Call every callback through one function, and let that function do what comes after a callback.",
		},
		Judge: judgeNeighbours,
	}, {
		Concept: concepts.CheckPhaseSnapshot,
		Claim:   "leaves an immediate that an immediate scheduled to the next round, and likewise for close callbacks",
		Hints: []string{
			"Could an immediate that schedules itself ever let a timer run in your loop? And a close callback that does?",
			"Take the whole queue out at the beginning of the phase; what is added meanwhile goes into the next one.",
		},
		Judge: judgeSnapshots,
	}, {
		Concept: concepts.TimerOrder,
		Claim:   "fires timers by due time, then in the order of their creation",
		Hints: []string{
			"A timer of 10 ms and, 6 ms later, one of 2 ms: which is due first? And what is a delay of 0 ms?",
			"Keep the moment at which a timer is due rather than its delay. A timer may be cleared until the moment it fires.",
		},
		Judge: judgeTimers,
	}, {
		Concept: concepts.LoopLiveness,
		Claim:   "jumps over idle time and ends when nothing referenced is pending",
		Hints: []string{
			"What would keep a process of Node's alive? And what would the clock show when it has ended?",
			"An unref'd timer fires as any other while the loop is alive; it only does not keep it so.",
		},
		Judge: judgeAlive,
	}}
}
