package maplimit

import (
	"fmt"
	"slices"

	"drill/graders"
)

func judgeFailFast(j *graders.Judge) {
	run := j.Run("one-fails")
	var in input
	j.Input(run, &in)
	j.Happened(run, "failing", "to get as far as the call that fails")
	for _, round := range rounds(run) {
		failing := j.Happened(round, "failing", "to get as far as the call that fails")
		expected := fmt.Sprintf("the error %q itself at %s", failing.Text("message"), graders.Ms(failing.T))
		settled := j.Happened(round, "settled", expected)
		j.ThatAt(run, settled, settled.Text("status") == "rejected" && slices.Contains(settled.List("refs"), failing.Data["ref"]), expected, ending(settled))
		stops(j, run, round, failing, "the failure")
		inTime(j, run, settled, failing, in, expected)
	}
}

func judgeCancellation(j *graders.Judge) {
	for _, name := range []string{"abort", "abort-settle"} {
		run := j.Run(name)
		var in input
		j.Input(run, &in)
		j.Happened(run, "abort", "a call to give up on")
		for _, round := range rounds(run) {
			abort := j.Happened(round, "abort", "a call to give up on")
			j.That(round.Count("start") > 0, "calls to be under way when the caller gives up", "none")
			expected := callersReason(j) + " at " + graders.Ms(abort.T)
			settled := j.Happened(round, "settled", expected)
			if name == "abort-settle" && j.Language == graders.Go {
				givenUp(j, run, round, settled, len(in.Items))
			} else {
				j.ThatAt(run, settled, settled.Bool("cancelled"), expected, ending(settled))
			}
			stops(j, run, round, abort, "the caller has given up")
			inTime(j, run, settled, abort, in, expected)
		}
	}
	before := j.Run("abort-before")
	j.Happened(before, "settled", "an end")
	for _, round := range rounds(before) {
		expected := callersReason(j) + " for a caller that had given up already"
		settled := j.Happened(round, "settled", expected)
		j.ThatAt(before, settled, settled.Bool("cancelled"), expected, ending(settled))
		j.That(round.Count("start") == 0, "no call for a caller that had given up already", graders.Plural(round.Count("start"), "call"))
	}
}

func callersReason(j *graders.Judge) string {
	if j.Language == graders.Go {
		return "ctx's error"
	}
	return "the reason of the caller's signal"
}

// givenUp asks Go's Settle for the context's error in place of every result that
// there was no time for.
func givenUp(j *graders.Judge, run, round *graders.Run, settled graders.Event, items int) {
	want, got := items, 0
	for _, e := range round.Events {
		if e.Kind == "abort" {
			break
		}
		if e.Kind == "end" {
			want--
		}
	}
	for _, outcome := range settled.List("value") {
		if o, ok := outcome.(map[string]any); ok && o["cancelled"] == true {
			got++
		}
	}
	j.ThatAt(run, settled, got == want, fmt.Sprintf("ctx's error for the %d items that were given up", want), fmt.Sprintf("%d such errors", got))
}

// stops holds what follows an event: every call in flight is told, and none is
// started.
func stops(j *graders.Judge, run, round *graders.Run, at graders.Event, what string) {
	late, flying := around(round, at)
	if len(late) > 0 {
		j.FailAt(run, late[0], "no new call after "+what+" at "+graders.Ms(at.T), late[0].Text("item"))
	}
	told := round.Texts("aborted", "item")
	for _, name := range flying {
		i := slices.Index(told, name)
		expected := fmt.Sprintf("%s to be told at %s, by its %s", name, graders.Ms(at.T), means(j))
		j.ThatAt(run, at, i >= 0, expected, "it never was")
		e := round.Of("aborted")[i]
		j.ThatAt(run, e, e.T == at.T, expected, "it was at "+graders.Ms(e.T))
	}
	unhandled := append(round.Of("@unhandled"), round.Of("@uncaught")...)
	if len(unhandled) > 0 {
		j.FailAt(run, unhandled[0], "no rejection that nobody handles", unhandled[0].Text("message"))
	}
}

// means is what a call is cancelled by.
func means(j *graders.Judge) string {
	if j.Language == graders.Go {
		return "context"
	}
	return "signal"
}

// around returns the calls that began after an event and the names of those that
// were in flight, without the one that the event is about.
func around(round *graders.Run, at graders.Event) (late []graders.Event, flying []string) {
	after := false
	for _, e := range round.Events {
		switch {
		case e.Kind == at.Kind && e.T == at.T:
			after = true
		case e.Kind == "start" && after:
			late = append(late, e)
		case e.Kind == "start" && e.Text("item") != at.Text("item"):
			flying = append(flying, e.Text("item"))
		case e.Kind == "end" && !after:
			flying = slices.DeleteFunc(flying, func(name string) bool { return name == e.Text("item") })
		}
	}
	return late, flying
}

// inTime holds Node to the very moment, since a call that does not listen must
// not hold up anybody. Go waits for its calls.
func inTime(j *graders.Judge, run *graders.Run, settled, cause graders.Event, in input, expected string) {
	latest := cause.T
	if j.Language == graders.Go {
		latest += float64(in.CleanupMs)
	}
	j.ThatAt(run, settled, settled.T <= latest, expected, "an end at "+graders.Ms(settled.T))
}
