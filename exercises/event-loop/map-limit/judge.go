package maplimit

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

func judgeLimit(j *graders.Judge) {
	for _, name := range []string{"slow-first", "some-fail"} {
		run := j.Run(name)
		var in input
		j.Input(run, &in)
		j.That(run.Count("start") == len(in.Items), graders.Plural(len(in.Items), "call"), graders.Plural(run.Count("start"), "call"))
		most, at := run.Overlap("start", "end")
		j.ThatAt(run, at, most <= in.Limit, fmt.Sprintf("at most %d calls in flight", in.Limit), fmt.Sprint(most))
	}
}

// judgeSaturation leaves open which item begins next: it asks for as many calls
// in flight as there are slots or items left, at the end of every moment.
func judgeSaturation(j *graders.Judge) {
	for _, name := range []string{"slow-first", "some-fail"} {
		run := j.Run(name)
		var in input
		j.Input(run, &in)
		j.Happened(run, "start", "calls of fn")
		events := run.Where(func(e graders.Event) bool { return e.Kind == "start" || e.Kind == "end" })
		began, ended := 0, 0
		for i, e := range events {
			if e.Kind == "start" {
				began++
			} else {
				ended++
			}
			if i+1 < len(events) && events[i+1].T == e.T {
				continue
			}
			want := min(in.Limit, len(in.Items)-ended)
			j.ThatAt(run, e, began-ended >= want,
				fmt.Sprintf("%s in flight from %s on, with %d of %d items left", graders.Plural(want, "call"), graders.Ms(e.T), len(in.Items)-ended, len(in.Items)),
				fmt.Sprint(began-ended))
		}
		j.That(ended == len(in.Items), graders.Plural(len(in.Items), "call"), graders.Plural(ended, "call"))
	}
}

func judgeOrder(j *graders.Judge) {
	run := j.Run("slow-first")
	var in input
	j.Input(run, &in)
	inPlace(j, run, j.Happened(run, "settled", "the results"), in.Items)
	if j.Language == graders.Node {
		for _, e := range run.Of("start") {
			j.EqualAt(run, e, "fn to be called for "+e.Text("item")+" with the index", strings.TrimPrefix(e.Text("item"), "item "), e.Text("index"))
		}
	}
	small := j.Run("small-lists")
	var lists smallInput
	j.Input(small, &lists)
	for i, round := range rounds(small) {
		what := fmt.Sprintf("the results of %s with a limit of %d", graders.Plural(len(lists.Lists[i].Items), "item"), lists.Lists[i].Limit)
		inPlace(j, small, j.Happened(round, "settled", what), lists.Lists[i].Items)
	}
}

func inPlace(j *graders.Judge, run *graders.Run, settled graders.Event, items []item) {
	values := make([]string, len(items))
	for i, item := range items {
		values[i] = item.Value
	}
	j.ThatAt(run, settled, settled.Text("status") == "fulfilled", "the results "+graders.Show(values), ending(settled))
	j.EqualAt(run, settled, "the results", values, settled.Data["value"])
}

func judgePartial(j *graders.Judge) {
	run := j.Run("some-fail")
	var in input
	j.Input(run, &in)
	j.Happened(run, "failing", "a call that fails")
	settled := j.Happened(run, "settled", "an outcome for every item")
	j.ThatAt(run, settled, settled.Text("status") == "fulfilled", "an outcome for every item", ending(settled))
	outcomes := settled.List("value")
	j.ThatAt(run, settled, len(outcomes) == len(in.Items), graders.Plural(len(in.Items), "outcome"), count(settled.Data["value"]))
	for i, item := range in.Items {
		outcome, _ := outcomes[i].(map[string]any)
		got := graders.Event{Data: outcome}
		if item.Fails == "" {
			j.ThatAt(run, settled, got.Text("status") == "fulfilled" && got.Data["value"] == item.Value,
				fmt.Sprintf("at index %d the value %q", i, item.Value), ending(got))
			continue
		}
		failing := run.Matching("failing", "item", item.Name)
		j.ThatAt(run, settled, got.Text("status") == "rejected" && len(failing) > 0 && slices.Contains(got.List("refs"), failing[0].Data["ref"]),
			fmt.Sprintf("at index %d the error %q itself", i, item.Fails), ending(got))
	}
	if e, told := run.Last("aborted"); told {
		j.FailAt(run, e, "the other calls to go on after a failure", e.Text("item")+" was cancelled by its "+means(j))
	}
}

func judgeLeaks(j *graders.Judge) {
	for _, name := range []string{"slow-first", "one-fails", "some-fail"} {
		run := j.Run(name)
		what := "after " + map[string]string{"slow-first": "a success", "one-fails": "a failure", "some-fail": "settle"}[name]
		j.Happened(run, "start", "calls of fn")
		j.Happened(run, "settled", "an end")
		if j.Language == graders.Go {
			j.That(run.Leaked == 0, fmt.Sprintf("no goroutine left %s, tried %s", what, graders.Plural(len(rounds(run)), "time")), graders.Plural(run.Leaked, "goroutine"))
			noneAfter(j, run, what)
			continue
		}
		left := j.Happened(run, "listeners", "an end")
		j.ThatAt(run, left, left.Number("count") == 0, "nothing of yours listening to the caller's signal "+what,
			graders.Plural(int(left.Number("count")), "listener"))
	}
}

// noneAfter fails when a call ends after the function that started it.
func noneAfter(j *graders.Judge, run *graders.Run, what string) {
	for _, round := range rounds(run) {
		over := false
		for _, e := range round.Events {
			over = over || e.Kind == "settled"
			j.ThatAt(run, e, !over || e.Kind != "end", "every call to have ended before the return "+what, e.Text("item")+" was still running")
		}
	}
}
