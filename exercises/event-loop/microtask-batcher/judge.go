package microtaskbatcher

import (
	"fmt"
	"slices"

	"drill/graders"
)

func judgeCoalescing(j *graders.Judge) {
	run := j.Run("one-run")
	var in runInput
	j.Input(run, &in)
	happened(j, run, "flush", "one flush with "+graders.Show(in.First))
	batches(j, run, "a", in.First, in.Many)
	batches(j, run, "b", in.Other)
	for _, name := range []string{"a", "b"} {
		kept := run.Matching("kept", "batcher", name)
		for i, flush := range run.Matching("flush", "batcher", name) {
			j.EqualAt(run, flush, "a batch to be the same later, too:", flush.List("items"), kept[i].List("items"))
		}
	}
	togetherInFlush(j)
}

// batches fails unless each run of a batcher's pushes was one flush.
func batches(j *graders.Judge, run *graders.Run, batcher string, want ...any) {
	flushes := run.Matching("flush", "batcher", batcher)
	for i, e := range flushes {
		if i >= len(want) {
			j.FailAt(run, e, "flush to be called once for each run of pushes", "another call, with "+graders.Show(e.List("items")))
		}
		j.EqualAt(run, e, "all items of one run in one flush, in order:", want[i], e.Data["items"])
	}
	j.That(len(flushes) == len(want), graders.Plural(len(want), "call")+" of flush", graders.Plural(len(flushes), "call"))
}

// togetherInFlush leaves it to another check whether they are delivered at all.
func togetherInFlush(j *graders.Judge) {
	run := j.Run("push-in-flush")
	var in itemsInput
	j.Input(run, &in)
	for _, e := range run.Of("flush") {
		if slices.Contains(e.Texts("items"), in.Items[1]) {
			j.EqualAt(run, e, "what one flush pushed in one other flush:", in.Items[1:3], e.List("items"))
		}
	}
}

// judgeAsync looks at every push, in Go at every Post and Defer too.
func judgeAsync(j *graders.Judge) {
	for _, name := range []string{"one-run", "before-macrotasks", "push-in-flush", "flush-throws"} {
		run := j.Partial(name)
		if run.Outcome != graders.Ended && name == "flush-throws" {
			continue // which is fault isolation's matter
		}
		run = j.Run(name)
		happened(j, run, "flush", "a flush after push has returned")
		var open []graders.Event
		for _, e := range run.Events {
			switch {
			case e.Text("from") == "outside":
			case e.Kind == "push":
				open = append(open, e)
			case e.Kind == "pushed" && len(open) > 0:
				open = open[:len(open)-1]
			case len(open) > 0 && slices.Contains([]string{"flush", "micro", "macrotask"}, e.Kind):
				j.FailAt(run, e, "no callback before "+called(open[len(open)-1])+" has returned", "a "+kinds[e.Kind]+" while it was still running")
			}
		}
	}
	delivers(j)
	if j.Language == graders.Go {
		onRunsGoroutine(j, "one-run", "flush")
		neverBlocks(j)
	}
}

// delivers is the witness: what is handed over late must be what was pushed.
func delivers(j *graders.Judge) {
	run := j.Run("push-in-flush")
	var in itemsInput
	j.Input(run, &in)
	flushes := run.Of("flush")
	j.ThatAt(run, flushes[0], slices.ContainsFunc(flushes, func(e graders.Event) bool { return slices.Contains(e.Texts("items"), in.Items[0]) }),
		"a flush with "+graders.Show(in.Items[0])+" after push has returned", graders.Show(flushes[0].List("items")))
}

var kinds = map[string]string{"flush": "flush", "micro": "deferred callback", "macrotask": "task"}

func called(push graders.Event) string {
	if push.Has("call") {
		return push.Text("call")
	}
	return "push"
}

// judgeBeforeMacrotasks looks at every round: Go's select may be right by luck.
func judgeBeforeMacrotasks(j *graders.Judge) {
	run := j.Run("before-macrotasks")
	var in itemsInput
	j.Input(run, &in)
	happened(j, run, "macrotask", "what was waiting to run, too")
	if j.Language == graders.Go {
		j.That(len(run.Matching("micro", "which", "from outside")) == 1, "what is deferred from outside, while nothing is to do, to run once", "it did not")
	}
	rounds := run.Rounds("round")
	for _, round := range rounds {
		flushes := round.Of("flush")
		j.That(len(flushes) == 1, "one flush in each round", graders.Plural(len(flushes), "call"))
		j.EqualAt(round, flushes[0], "a flush with", in.Items, flushes[0].List("items"))
		flushFirst(j, round, pushedBy(round))
		if j.Language == graders.Go {
			inLine(j, round)
		}
	}
	flushFirst(j, j.Run("push-in-flush"), "what a flush pushed")
	if j.Language == graders.Go {
		onRunsGoroutine(j, "before-macrotasks", "macrotask", "micro")
	}
}

func pushedBy(round *graders.Run) string {
	if from := round.Events[0].Text("from"); from != "" {
		return "what " + from + " pushed"
	}
	return "what a deferred callback pushed"
}

// flushFirst fails when anything that was waiting runs before a flush.
func flushFirst(j *graders.Judge, run *graders.Run, pushed string) {
	last, _ := run.Last("flush")
	for _, e := range run.Of("macrotask") {
		order := run.Order("flush", "macrotask")
		j.ThatAt(run, e, slices.Index(order, "macrotask") == len(run.Of("flush")),
			"the flush of "+pushed+", "+graders.Show(last.List("items"))+", before anything else that was waiting", e.Text("which")+" first")
	}
}

// judgeNested wants every item once, in whatever batches.
func judgeNested(j *graders.Judge) {
	run := j.Run("push-in-flush")
	var in itemsInput
	j.Input(run, &in)
	happened(j, run, "flush", "a flush with "+graders.Show(in.Items[:1]))
	var seen []any
	for _, e := range run.Of("flush") {
		seen = append(seen, e.List("items")...)
	}
	j.Equal("what flush pushes in a later flush, in order: in all", in.Items, seen)
}

// happened is Judge.Happened for scenarios in which a call of the solution's may block.
func happened(j *graders.Judge, run *graders.Run, kind, expected string) {
	var open []string
	for _, e := range run.Events {
		what := fmt.Sprintf("%s, called from %s, has not returned", called(e), e.Text("from"))
		switch e.Kind {
		case kind:
			return
		case "push":
			open = append(open, what)
		case "pushed":
			open = slices.DeleteFunc(open, func(o string) bool { return o == what })
		}
	}
	if len(open) > 0 {
		j.That(false, expected, "it never happened: "+open[len(open)-1])
	}
	j.Happened(run, kind, expected)
}
