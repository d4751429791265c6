package workerpool

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// load returns a run that has come to its end, and its input.
func load(j *graders.Judge, name string) (*graders.Run, poolInput) {
	run := j.Run(name)
	return run, in(j, run)
}

func in(j *graders.Judge, run *graders.Run) poolInput {
	var in poolInput
	j.Input(run, &in)
	return in
}

func named(in poolInput, name string) task {
	i := slices.IndexFunc(in.Tasks, func(t task) bool { return t.Name == name })
	if i < 0 {
		return task{Name: name, Does: "work"}
	}
	return in.Tasks[i]
}

// started fails unless every task was begun, once, and ended.
func started(j *graders.Judge, run *graders.Run, in poolInput) {
	want := fmt.Sprintf("%s to be run once each", graders.Plural(len(in.Tasks), "task"))
	for _, t := range in.Tasks {
		begun, ended := len(run.Matching("start", "task", t.Name)), len(run.Matching("end", "task", t.Name))
		j.That(begun == 1 && ended == 1, want, fmt.Sprintf("task %s is begun %d times and ends %d times", t.Name, begun, ended))
	}
}

// before returns the events of a kind up to the first of another kind.
func before(run *graders.Run, end, kind string) []graders.Event {
	var found []graders.Event
	for _, e := range run.Events {
		if e.Kind == end {
			break
		}
		if e.Kind == kind {
			found = append(found, e)
		}
	}
	return found
}

// first returns the first event of a kind about a task, or about any where the name is
// empty, and whether there is one.
func first(run *graders.Run, kind, name string) (graders.Event, bool) {
	for _, e := range run.Events {
		if e.Kind == kind && (name == "" || e.Text("task") == name) {
			return e, true
		}
	}
	return graders.Event{}, false
}

// at fails unless an event happened at a time, in milliseconds, to the millisecond.
func at(j *graders.Judge, run *graders.Run, e graders.Event, what string, due float64) {
	const exact = 0.5
	j.ThatAt(run, e, e.T > due-exact && e.T < due+exact, what+" at "+graders.Ms(due), "at "+graders.Ms(e.T))
}

func noTimers(j *graders.Judge, run *graders.Run) {
	timers := j.Happened(run, "timers", "every task to be settled")
	pending := int(timers.Number("pending"))
	j.ThatAt(run, timers, pending == 0, "no timer to be left when its task is settled", graders.Plural(pending, "timer"))
}

func settledOf(run *graders.Run, name string) []graders.Event {
	return run.Matching("settled", "task", name)
}

// fulfilled fails unless a task gave the value that only its worker knows.
func fulfilled(j *graders.Judge, run *graders.Run, t task) {
	value := in(j, run).Salt + t.Value
	want := fmt.Sprintf("task %s, which %s, to give %q", t.Name, t.manner(), value)
	settled := settledOf(run, t.Name)
	j.That(len(settled) == 1, want, ending(run, t.Name))
	j.ThatAt(run, settled[0], settled[0].Text("status") == "fulfilled" && settled[0].Text("value") == value, want, ending(run, t.Name))
}

// rejected fails unless a task failed with an error that contains a text.
func rejected(j *graders.Judge, run *graders.Run, t task, how, text string) graders.Event {
	want := fmt.Sprintf("task %s, which %s, to fail", t.Name, how)
	if text != "" {
		want += fmt.Sprintf(" with %q", text)
	}
	settled := settledOf(run, t.Name)
	j.That(len(settled) == 1, want, ending(run, t.Name))
	j.ThatAt(run, settled[0], settled[0].Text("status") == "rejected" && strings.Contains(settled[0].Text("error"), text), want, ending(run, t.Name))
	if j.Language == graders.Node {
		j.ThatAt(run, settled[0], settled[0].Bool("isError"), want+" with an Error", "it fails with "+settled[0].Text("what"))
	}
	return settled[0]
}

// ending says how a task ended, in words.
func ending(run *graders.Run, name string) string {
	settled := settledOf(run, name)
	if len(settled) == 0 {
		if lost, is := first(run, "lost", name); is {
			return "it is never settled: at " + graders.Ms(lost.T) + " it was given to a worker that had died"
		}
		return "it is never settled"
	}
	e := settled[0]
	if closing := run.Of("closing"); len(closing) > 0 && closing[0].T <= e.T && e.Text("status") == "rejected" && run.Count("round") == 0 {
		return fmt.Sprintf("it waits until the pool is closed, at %s, and fails then: %s", graders.Ms(closing[0].T), e.Text("error"))
	}
	return said(e)
}

// said says how a call ended, in words.
func said(e graders.Event) string {
	switch e.Text("status") {
	case "fulfilled":
		return "it gives " + graders.Show(e.Data["value"])
	case "threw":
		return "exec throws: " + e.Text("error")
	case "panicked":
		return "Submit panics: " + e.Text("error")
	case "":
		if e.Bool("nil") {
			return "it returns nil"
		}
	}
	return "it fails: " + e.Text("error")
}

// manner says what a task that is to succeed does.
func (t task) manner() string {
	switch t.Does {
	case "chat":
		return "says more than its answer"
	case "last", "last-error":
		return "is its worker's last"
	case "hang":
		return "hangs"
	case "after":
		return "comes when the callers of others have given up just as a worker was free for them"
	case "late":
		return "comes while a worker has failed, or was terminated, and has not exited"
	}
	return "works"
}
