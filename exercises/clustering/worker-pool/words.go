package workerpool

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// load returns a run and its input.
func load(j *graders.Judge, name string) (*graders.Run, poolInput) {
	run := j.Run(name)
	var in poolInput
	j.Input(run, &in)
	return run, in
}

func named(in poolInput, name string) task {
	i := slices.IndexFunc(in.Tasks, func(t task) bool { return t.Name == name })
	if i < 0 {
		return task{Name: name, Does: "work"}
	}
	return in.Tasks[i]
}

// started fails unless every task was begun, once, and ended.
func started(j *graders.Judge, run *graders.Run, tasks int) {
	want := fmt.Sprintf("%s to be run once each", graders.Plural(tasks, "task"))
	j.That(run.Count("start") == tasks, want, fmt.Sprintf("%d are begun", run.Count("start")))
	j.That(run.Count("end") == tasks, want, fmt.Sprintf("%d have ended", run.Count("end")))
}

// first returns the first event of a kind about a task, which there must be.
func first(run *graders.Run, kind, name string) graders.Event {
	events := run.Matching(kind, "task", name)
	if len(events) == 0 {
		return graders.Event{}
	}
	return events[0]
}

// at fails unless an event happened at a time, in milliseconds, give or take one.
func at(j *graders.Judge, run *graders.Run, e graders.Event, what string, due float64) {
	j.ThatAt(run, e, e.T >= due-1 && e.T <= due+1, what+" at "+graders.Ms(due), "at "+graders.Ms(e.T))
}

func noTimers(j *graders.Judge, run *graders.Run) {
	timers := j.Happened(run, "timers", "every task to be settled")
	pending := int(timers.Number("pending"))
	j.ThatAt(run, timers, pending == 0, "no timer to be left behind", graders.Plural(pending, "timer"))
}

func settledOf(run *graders.Run, name string) []graders.Event {
	return run.Matching("settled", "task", name)
}

// fulfilled fails unless a task gave the value that only its worker knows.
func fulfilled(j *graders.Judge, run *graders.Run, t task) {
	var in poolInput
	j.Input(run, &in)
	want := fmt.Sprintf("task %s, which %s, to give %q", t.Name, t.manner(), in.Salt+t.Value)
	settled := settledOf(run, t.Name)
	j.That(len(settled) == 1, want, ending(settled))
	j.ThatAt(run, settled[0], settled[0].Text("status") == "fulfilled" && settled[0].Text("value") == in.Salt+t.Value, want, ending(settled))
}

// rejected fails unless a task failed with an error that contains a text.
func rejected(j *graders.Judge, run *graders.Run, t task, how, text string) graders.Event {
	want := fmt.Sprintf("task %s, which %s, to fail", t.Name, how)
	if text != "" {
		want += fmt.Sprintf(" with %q", text)
	}
	settled := settledOf(run, t.Name)
	j.That(len(settled) == 1, want, ending(settled))
	j.ThatAt(run, settled[0], settled[0].Text("status") == "rejected" && strings.Contains(settled[0].Text("error"), text), want, ending(settled))
	return settled[0]
}

// ending says how a task ended, in words.
func ending(settled []graders.Event) string {
	if len(settled) == 0 {
		return "it is never settled"
	}
	e := settled[0]
	switch e.Text("status") {
	case "fulfilled":
		return "it gives " + graders.Show(e.Data["value"])
	case "threw":
		return "exec throws: " + e.Text("error")
	case "panicked":
		return "Submit panics: " + e.Text("error")
	}
	return "it fails: " + e.Text("error")
}

// manner says what a task that is to succeed does.
func (t task) manner() string {
	switch t.Does {
	case "chat":
		return "says more than its answer"
	case "last":
		return "is its worker's last"
	case "hang":
		return "hangs"
	}
	return "works"
}
