package maplimit

import (
	"fmt"
	"math"

	"drill/graders"
)

// everything are the scenarios in which calls are made.
func everything() []string {
	return []string{"slow-first", "small-lists", "some-fail", "one-fails", "abort", "abort-settle"}
}

func judgeLimit(j *graders.Judge) {
	for _, name := range everything() {
		for _, p := range rounds(j, name) {
			if name == "slow-first" {
				j.That(p.run.Count("start") == len(p.Items), graders.Plural(len(p.Items), "call"), graders.Plural(p.run.Count("start"), "call"))
			}
			most, at := p.run.Overlap("start", "end")
			j.ThatAt(p.run, at, most <= p.Limit, p.says("at most "+graders.Plural(p.Limit, "call")+" in flight"), fmt.Sprint(most))
		}
	}
}

func judgeSaturation(j *graders.Judge) {
	for _, name := range everything() {
		for _, p := range rounds(j, name) {
			if !p.throwsOdd() {
				saturated(j, p)
			}
		}
	}
}

// saturated leaves open which item begins next: it asks for as many calls in flight as
// there are slots or items left, at the end of every moment before something stops it.
func saturated(j *graders.Judge, p played) {
	events := p.run.Where(func(e graders.Event) bool { return e.Kind == "start" || e.Kind == "end" })
	j.That(len(events) > 0 || len(p.Items) == 0, p.says("calls of fn"), "none")
	until := math.Inf(1)
	if stop, stopped := p.stop(); stopped {
		until = stop.T
	}
	began, ended := 0, 0
	for i, e := range events {
		if e.T >= until {
			return
		}
		if e.Kind == "start" {
			began++
		} else {
			ended++
		}
		if i+1 < len(events) && events[i+1].T == e.T {
			continue
		}
		want := min(p.Limit, len(p.Items)-ended)
		j.ThatAt(p.run, e, began-ended >= want,
			p.says(fmt.Sprintf("%s in flight from %s on, with %d of %d items left", graders.Plural(want, "call"), p.at(e), len(p.Items)-ended, len(p.Items))),
			fmt.Sprint(began-ended))
	}
}

func judgeOrder(j *graders.Judge) {
	for _, name := range []string{"slow-first", "small-lists"} {
		for _, p := range rounds(j, name) {
			inPlace(j, p)
			beside(j, p)
			p.everyItem(j)
		}
	}
}

func inPlace(j *graders.Judge, p played) {
	values := make([]any, len(p.Items))
	for i, item := range p.Items {
		values[i] = item.value()
	}
	what := p.says("the results in the order of the items")
	settled := p.settled(j, what)
	j.ThatAt(p.run, settled, settled.Text("status") == "fulfilled", what, ending(settled))
	j.EqualAt(p.run, settled, what+":", values, settled.Data["value"])
}

// beside wants another call at the same time to have its own results.
func beside(j *graders.Judge, p played) {
	if len(p.Beside) == 0 {
		return
	}
	what := p.says("the results of the other call")
	others := p.run.Of("beside")
	j.That(len(others) > 0, what, graders.NeverSettled)
	j.ThatAt(p.run, others[0], others[0].Text("status") == "fulfilled", what, ending(others[0]))
	j.EqualAt(p.run, others[0], what+":", p.Beside, others[0].Data["value"])
}

func judgePartial(j *graders.Judge) {
	for _, p := range rounds(j, "some-fail") {
		expected := p.says("an outcome for every item")
		settled := p.settled(j, "an outcome for every item")
		j.ThatAt(p.run, settled, settled.Text("status") == "fulfilled", expected, ending(settled))
		outcomes := settled.List("value")
		j.ThatAt(p.run, settled, len(outcomes) == len(p.Items) && settled.Data["value"] != nil, p.says(graders.Plural(len(p.Items), "outcome")), count(settled.Data["value"]))
		p.everyItem(j)
		for i := range p.Items {
			outcomeOf(j, p, settled, i)
		}
		if e, told := p.run.Last("aborted"); told {
			j.FailAt(p.run, e, p.says("the other calls to go on after a failure"), e.Text("item")+" was cancelled by its "+means(j))
		}
	}
	if j.Language == graders.Go {
		for _, p := range rounds(j, "abort-settle") {
			keepsSuccess(j, p)
		}
	}
}

// keepsSuccess wants the values of the calls that had returned one in their places, when
// the caller has given up: how it ended otherwise is another check's matter.
func keepsSuccess(j *graders.Judge, p played) {
	ends := p.run.Of("settled")
	if len(ends) == 0 || len(ends[0].List("value")) != len(p.Items) {
		return
	}
	for i, item := range p.Items {
		if succeeded(p, item) {
			seen := ends[0].List("value")[i]
			data, _ := seen.(map[string]any)
			expected := p.says(fmt.Sprintf("at index %d success with %s, which the call returned", i, graders.Show(item.Value)))
			j.ThatAt(p.run, ends[0], data["status"] == "fulfilled" && data["value"] == item.Value, expected, outcomeAt(seen))
		}
	}
}

// outcomeOf holds an outcome to what the call of its item came to.
func outcomeOf(j *graders.Judge, p played, settled graders.Event, i int) {
	item, seen := p.Items[i], settled.List("value")[i]
	data, _ := seen.(map[string]any)
	got := graders.Event{Data: data}
	if item.Fails == "" {
		expected := p.says(fmt.Sprintf("at index %d success with %s", i, graders.Show(plain(item.value()))))
		j.ThatAt(p.run, settled, got.Text("status") == "fulfilled", expected, outcomeAt(seen))
		j.EqualAt(p.run, settled, p.says(fmt.Sprintf("at index %d the value", i)), item.value(), got.Data["value"])
		return
	}
	failing := p.run.Matching("failing", "item", item.Name)
	j.That(len(failing) > 0, p.says("the call for "+item.Name+" to come to its failure"), "it did not")
	j.ThatAt(p.run, settled, got.Text("status") == "rejected" && isError(j, got, failing[0]),
		p.says(fmt.Sprintf("at index %d the error %s itself", i, failing[0].Text("message"))), graders.Another("an error: "+failing[0].Text("message"), outcomeAt(seen)))
}

// plain is a value as it stands in a recording.
func plain(value any) any {
	if special, ok := value.(map[string]string); ok {
		return map[string]any{"$": special["$"]}
	}
	return value
}
