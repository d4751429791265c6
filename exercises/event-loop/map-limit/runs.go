package maplimit

import (
	"fmt"
	"slices"

	"drill/graders"
)

// played is what was seen of one round.
type played struct {
	round
	run   *graders.Run
	begin graders.Event
}

// rounds are the calls of the solution that a run is made of, in order.
func rounds(j *graders.Judge, scenario string) []played {
	run := j.Run(scenario)
	var in input
	j.Input(run, &in)
	var all []played
	for _, cut := range run.Rounds("round") {
		begin := cut.Events[0]
		all = append(all, played{in.Rounds[int(begin.Number("number"))], cut, begin})
	}
	j.That(len(all) > 0, "calls of the solution", "none")
	return all
}

// says names the round that an expectation is about.
func (p played) says(expected string) string { return expected + " (" + p.Name + ")" }

// at says when something happened, from the round's beginning on.
func (p played) at(e graders.Event) string { return graders.Ms(e.T - p.begin.T) }

// settled is how the round ended, which it must have.
func (p played) settled(j *graders.Judge, expected string) graders.Event {
	events := p.run.Of("settled")
	j.That(len(events) > 0, p.says(expected), graders.NeverSettled)
	return events[0]
}

// stop is the event after which no call may be started: the first failure of mapLimit,
// or the caller's giving up.
func (p played) stop() (graders.Event, bool) {
	stops := p.run.Where(func(e graders.Event) bool { return e.Kind == "abort" || e.Kind == "failing" && !p.Settle })
	if len(stops) == 0 {
		return graders.Event{}, false
	}
	return stops[0], true
}

// throwsOdd reports whether a call throws what is no error: to survive that is another
// check's matter.
func (p played) throwsOdd() bool {
	return slices.ContainsFunc(p.Items, func(i item) bool { return i.Throws != "" })
}

// everyItem fails unless fn was called once for each item, with its index.
func (p played) everyItem(j *graders.Judge) {
	for i, item := range p.Items {
		starts := p.run.Matching("start", "item", item.Name)
		j.That(len(starts) == 1, p.says("one call for "+p.named(i)), graders.Plural(len(starts), "call"))
		if j.Language == graders.Node {
			j.EqualAt(p.run, starts[0], p.says("fn to be called for "+p.named(i)+" with the index"), i, starts[0].Data["index"])
		}
	}
}

func (p played) named(i int) string {
	if as := p.Items[i].As; as != "" {
		return p.Items[i].Name + ", which is " + as
	}
	return p.Items[i].Name
}

// isError reports whether an outcome is the error that a call failed with.
func isError(j *graders.Judge, outcome, failing graders.Event) bool {
	if j.Language == graders.Go {
		return slices.Contains(outcome.List("refs"), failing.Data["number"])
	}
	return outcome.Number("failure") == failing.Number("number")
}

// value is what the item's call gives, as plain data.
func (i item) value() any {
	switch i.Gives {
	case "":
		return i.Value
	case "undefined", "NaN":
		return map[string]string{"$": i.Gives}
	case "0":
		return 0
	case "''":
		return ""
	case "false":
		return false
	}
	return nil
}

// ending describes how a call of the solution ended, or one outcome that it gave.
func ending(e graders.Event) string {
	outcomes, is := e.Data["value"].([]any)
	if !is || !slices.ContainsFunc(outcomes, isOutcome) {
		return e.Ending()
	}
	return "success with " + graders.Plural(len(outcomes), "outcome")
}

func isOutcome(value any) bool {
	outcome, is := value.(map[string]any)
	return is && outcome["status"] != nil
}

// outcomeAt describes what is in a place of the outcomes.
func outcomeAt(value any) string {
	if isOutcome(value) {
		return graders.Event{Data: value.(map[string]any)}.Ending()
	}
	return graders.Show(value)
}

// count describes a value that should have been a list of outcomes.
func count(value any) string {
	if list, ok := value.([]any); ok {
		return fmt.Sprint(len(list))
	}
	return graders.Show(value)
}
