package microtaskbatcher

import (
	"fmt"

	"drill/graders"
)

// onRunsGoroutine fails when a callback of these kinds ran elsewhere than where Run was
// called.
func onRunsGoroutine(j *graders.Judge, scenario string, kindsOf ...string) {
	run := j.Run(scenario)
	home := j.Happened(run, "running", "Run to be called").Number("goroutine")
	for _, kind := range kindsOf {
		for _, e := range run.Of(kind) {
			j.ThatAt(run, e, e.Number("goroutine") == home, "every callback on the goroutine that called Run", "a "+kindName(kind)+" on another one")
		}
	}
}

func kindName(kind string) string {
	if kind == "call" {
		return "call of fn"
	}
	return kinds[kind]
}

// inLine fails unless deferred callbacks and tasks each run in the order of the calls,
// the deferred ones first.
func inLine(j *graders.Judge, round *graders.Run) {
	var got []string
	events := round.Where(func(e graders.Event) bool { return e.Kind == "micro" || e.Kind == "macrotask" })
	for _, e := range events {
		got = append(got, describe(e))
	}
	want := []string{"deferred callback: first", "deferred callback: second", "deferred callback: third",
		"task: a task that waited", "task: the next task", "task: the last task"}
	j.SequenceAt(round, events, "the callbacks in order", want, got)
}

func describe(e graders.Event) string { return kinds[e.Kind] + ": " + e.Text("which") }

// neverBlocks fails unless Post and Defer returned at once, however much was waiting.
func neverBlocks(j *graders.Judge) {
	run := j.Run("flood")
	j.Happened(run, "often", "Post to be called")
	for _, e := range run.Of("often") {
		call := fmt.Sprintf("%s to return %v times, called from %s", e.Text("call"), e.Number("of"), e.Text("from"))
		j.ThatAt(run, e, e.Number("n") == e.Number("of"), call, fmt.Sprintf("call %v blocks", e.Number("n")+1))
	}
	ran := j.Happened(run, "ran", "all callbacks to run")
	j.ThatAt(run, ran, ran.Number("n") == ran.Number("of"), fmt.Sprintf("all %v callbacks to run", ran.Number("of")), fmt.Sprint(ran.Number("n")))
}

// leaveNothing fails when goroutines are left, some of which wait for a context that is
// not done: their call has returned all the same.
func leaveNothing(j *graders.Judge) {
	for _, name := range []string{"long-list", "stops"} {
		run := j.Run(name)
		j.That(run.Leaked == 0, "no goroutine left when Run and ProcessAll have returned", graders.Plural(run.Leaked, "goroutine"))
	}
}

// stopped fails unless Run and ProcessAll return when their contexts are done.
func stopped(j *graders.Judge) {
	run := j.Run("stops")
	for _, when := range []string{"was done before", "ends while nothing is to do", "ends while tasks keep coming",
		"ends while deferred callbacks keep coming", "ends while flushes keep coming"} {
		stops := run.Matching("stopped", "when", when)
		j.That(len(stops) == 1, "Run to return when its context "+when, "it did not")
	}
	for _, e := range run.Of("unstoppable") {
		j.FailAt(run, e, "Run to return when its context ends while "+e.Text("what")+" keep coming", "it ran thousands of them first")
	}
	for _, when := range []string{"before it was called", "before anything ran", "in the midst of the list"} {
		ends := run.Matching("given-up", "when", when)
		what := "ProcessAll to return an error when its context ends " + when
		j.That(len(ends) == 1, what, "it did not return")
		j.ThatAt(run, ends[0], ends[0].Data["error"] != nil, what, ends[0].Ending())
	}
}
