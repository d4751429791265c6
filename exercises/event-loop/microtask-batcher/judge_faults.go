package microtaskbatcher

import (
	"fmt"
	"strings"

	"drill/graders"
)

func judgeIsolation(j *graders.Judge) {
	run := j.Run("flush-throws")
	var in faultsInput
	j.Input(run, &in)
	happened(j, run, "flush", "a flush that throws")
	want := []string{in.Items[0], in.More}
	want = append(want, in.Items[1:]...)
	flushed(j, run, "a", want)
	flushed(j, run, "b", []string{in.Bystander})
	if j.Language == graders.Go {
		callbacksGoOn(j, run)
		listGoesOn(j, run, in)
		return
	}
	reported(j, run, in)
	rejects(j, run)
}

// flushed fails unless each of these items was delivered, in a flush of its own.
func flushed(j *graders.Judge, run *graders.Run, batcher string, items []string) {
	var want, got []string
	for _, item := range items {
		want = append(want, "a flush with "+graders.Show([]any{item}))
	}
	flushes := run.Matching("flush", "batcher", batcher)
	for _, e := range flushes {
		got = append(got, "a flush with "+graders.Show(e.List("items")))
	}
	j.SequenceAt(run, flushes, "the flushes of a batcher, some of which throw", want, got)
}

// reported fails unless every error of a flush was one that nobody caught, once. An
// error that push threw is another check's matter.
func reported(j *graders.Judge, run *graders.Run, in faultsInput) {
	want := []string{in.Words[0], in.Words[1], "undefined"}
	reports := run.Where(func(e graders.Event) bool {
		return e.Kind == graders.KindUncaught || e.Kind == graders.KindUnhandled || e.Kind == "escaped"
	})
	for i, words := range want {
		expected := "the error of a flush, " + words + ", to be reported as an uncaught one"
		j.That(i < len(reports), expected, graders.Plural(len(reports), "uncaught error"))
		j.ThatAt(run, reports[i], strings.Contains(reports[i].Text("message"), words), expected, reports[i].Text("message"))
	}
	j.That(len(reports) == len(want), "each error of a flush to be reported once", graders.Plural(len(reports), "uncaught error"))
}

// rejects fails unless what fn threw is what processAll rejects with.
func rejects(j *graders.Judge, run *graders.Run) {
	failed := j.Happened(run, "failed", "processAll to reject when fn throws")
	for _, e := range run.Of("failed") {
		due := "processAll to reject with what fn threw, " + graders.Show(e.Data["due"])
		j.ThatAt(run, e, e.Text("status") == "rejected", due, e.Ending())
		j.SameAt(run, e, e.Bool("same"), due+":", graders.Show(e.Data["due"]), graders.Show(e.Data["reason"]))
	}
	for _, e := range run.Of("failed") {
		calls := graders.Plural(int(e.Number("at"))+1, "call")
		j.ThatAt(run, e, e.Number("calls") == e.Number("at")+1, "no call of fn after the one that threw: "+calls, graders.Plural(int(e.Number("calls")), "call"))
	}
	j.ThatAt(run, failed, run.Count("failed") == 3, "processAll to reject whenever fn throws", graders.NeverSettled)
}

// callbacksGoOn fails unless tasks and deferred callbacks go on after others panicked.
func callbacksGoOn(j *graders.Judge, run *graders.Run) {
	for _, e := range run.Of("returned") {
		j.ThatAt(run, e, !e.Bool("early"), "Run to go on after a panic", "it returned")
	}
	for _, kind := range []string{"micro", "macrotask"} {
		j.That(run.Count(kind) == 1, "a "+kinds[kind]+" to run once after another one panicked", graders.Plural(run.Count(kind), "call"))
	}
}

// listGoesOn fails unless fn was called for every item although it panicked for one.
func listGoesOn(j *graders.Judge, run *graders.Run, in faultsInput) {
	for i, at := range []int{0, in.Slice, len(in.List) - 1} {
		name := fmt.Sprintf("fn panics at item %d", at)
		calls := run.Matching("call", "list", name)
		j.SequenceAt(run, calls, fmt.Sprintf("the items that fn is called with, though it panics at number %d", at+1), shown(in.List), entries(calls, "item"))
		j.That(len(run.Matching("processed", "list", name)) == 1, "ProcessAll to return when all items are done, though fn panicked for one of them",
			"it did not, in list "+fmt.Sprint(i+1))
	}
}
