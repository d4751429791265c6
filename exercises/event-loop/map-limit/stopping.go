package maplimit

import (
	"fmt"
	"slices"

	"drill/graders"
)

func judgeFailFast(j *graders.Judge) {
	for _, p := range rounds(j, "one-fails") {
		events := p.run.Of("failing")
		j.That(len(events) > 0, p.says("to get as far as the call that fails"), "it never came to that")
		failing := events[0]
		expected := p.says(fmt.Sprintf("the error %s itself at %s", failing.Text("message"), p.at(failing)))
		settled := p.settled(j, expected)
		j.ThatAt(p.run, settled, settled.Text("status") == "rejected" && isError(j, settled, failing), expected,
			graders.Another("an error: "+failing.Text("message"), ending(settled)))
		stops(j, p, failing, "the failure")
		inTime(j, p, settled, failing, expected)
	}
}

func judgeCancellation(j *graders.Judge) {
	for _, name := range []string{"abort", "abort-settle"} {
		for _, p := range rounds(j, name) {
			aborts := p.run.Of("abort")
			j.That(len(aborts) > 0, p.says("to be under way when the caller gives up"), "it was over before")
			abort := aborts[0]
			j.That(p.run.Count("start") > 0, p.says("calls to be under way when the caller gives up"), "none")
			expected := p.says(callersReason(j) + " at " + p.at(abort))
			settled := p.settled(j, expected)
			if p.Settle && j.Language == graders.Go {
				givenUp(j, p, settled)
			} else {
				j.ThatAt(p.run, settled, settled.Bool("callers"), expected, ending(settled))
			}
			stops(j, p, abort, "the caller has given up")
			inTime(j, p, settled, abort, expected)
		}
	}
	if j.Language == graders.Node {
		for _, p := range rounds(j, "some-fail") {
			hasSignal(j, p)
		}
	}
	for _, p := range rounds(j, "abort-before") {
		expected := p.says(callersReason(j) + " at once")
		settled := p.settled(j, expected)
		if p.Settle && j.Language == graders.Go {
			givenUp(j, p, settled)
		} else {
			j.ThatAt(p.run, settled, settled.Bool("callers"), expected, ending(settled))
		}
		j.ThatAt(p.run, settled, settled.T == p.begin.T, expected, "an end after "+p.at(settled))
		j.That(p.run.Count("start") == 0, p.says("no call"), graders.Plural(p.run.Count("start"), "call"))
		handled(j, p)
	}
}

func callersReason(j *graders.Judge) string {
	if j.Language == graders.Go {
		return "ctx's error"
	}
	return "the reason of the caller's signal itself"
}

// givenUp asks Go's Settle for the context's error in place of every result that there
// was no time for, and for the others. In which place each is, is another check's matter.
func givenUp(j *graders.Judge, p played, settled graders.Event) {
	outcomes := settled.List("value")
	j.ThatAt(p.run, settled, len(outcomes) == len(p.Items), p.says(graders.Plural(len(p.Items), "outcome")), count(settled.Data["value"]))
	values, numbers, without := map[any]bool{}, map[any]bool{}, 0
	for _, outcome := range outcomes {
		data, _ := outcome.(map[string]any)
		if data["callers"] == true {
			without++
		} else if data["status"] == "fulfilled" {
			values[data["value"]] = true
		}
		for _, number := range (graders.Event{Data: data}).List("refs") {
			numbers[number] = true
		}
	}
	want := 0
	for _, item := range p.Items {
		gaveUp := p.run.Matching("gave up", "item", item.Name)
		switch {
		case succeeded(p, item):
			j.ThatAt(p.run, settled, values[item.Value], p.says("success for "+item.Name+", whose call returned a value"), "no such outcome")
		case len(gaveUp) > 0:
			j.ThatAt(p.run, settled, numbers[gaveUp[0].Data["number"]],
				p.says("the error that the call for "+item.Name+" returned when it was told, "+gaveUp[0].Text("message")), "no such outcome")
		default:
			want++
		}
	}
	j.ThatAt(p.run, settled, without == want, p.says(fmt.Sprintf("ctx's error for the %d items that were not begun", want)), graders.Plural(without, "such error"))
}

// succeeded reports whether the call of an item came to a result, before or in spite of
// the caller's giving up.
func succeeded(p played, i item) bool {
	return len(p.run.Matching("end", "item", i.Name)) > 0 && len(p.run.Matching("gave up", "item", i.Name)) == 0
}

// stops holds what follows an event: every call in flight is told, and none is
// started.
func stops(j *graders.Judge, p played, at graders.Event, what string) {
	late, flying := around(p.run, at)
	if len(late) > 0 {
		j.FailAt(p.run, late[0], p.says("no new call after "+what+" at "+p.at(at)), late[0].Text("item")+" at "+p.at(late[0]))
	}
	told := p.run.Texts("aborted", "item")
	for _, name := range flying {
		i := slices.Index(told, name)
		expected := p.says(fmt.Sprintf("%s to be told at %s, by its %s", name, p.at(at), means(j)))
		j.ThatAt(p.run, at, i >= 0, expected, "it never was")
		e := p.run.Of("aborted")[i]
		j.ThatAt(p.run, e, e.T == at.T, expected, "it was at "+p.at(e))
	}
	handled(j, p)
}

// handled wants every rejection to be somebody's.
func handled(j *graders.Judge, p played) {
	unhandled := append(p.run.Of("@unhandled"), p.run.Of("@uncaught")...)
	if len(unhandled) > 0 {
		j.FailAt(p.run, unhandled[0], p.says("no rejection that nobody handles"), unhandled[0].Text("message"))
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
// not hold up anybody. Go waits for its calls, which the check on leaks looks at.
func inTime(j *graders.Judge, p played, settled, cause graders.Event, expected string) {
	if j.Language == graders.Node {
		j.ThatAt(p.run, settled, settled.T <= cause.T, expected, "an end at "+p.at(settled))
	}
}

// hasSignal wants fn to be given a signal, also where the caller gave none.
func hasSignal(j *graders.Judge, p played) {
	for _, start := range p.run.Of("start") {
		j.ThatAt(p.run, start, start.Bool("signal"), p.says("fn to be given an AbortSignal"), "something else")
	}
}
