package microtaskbatcher

import (
	"fmt"

	"drill/graders"
)

func judgeCoalescing(j *graders.Judge) {
	run := j.Run("one-run")
	var in itemsInput
	j.Input(run, &in)
	first := j.Happened(run, "flush", "one flush with "+graders.Show(in.Items))
	j.EqualAt(run, first, "one flush with", in.Items, first.List("items"))
	last, _ := run.Last("flush")
	j.ThatAt(run, last, run.Count("flush") == 1, "flush to be called once", graders.Plural(run.Count("flush"), "call"))
}

func judgeAsync(j *graders.Judge) {
	run := j.Run("one-run")
	var in itemsInput
	j.Input(run, &in)
	flush := j.Happened(run, "flush", "a flush after the pushing code has returned")
	j.ThatAt(run, flush, delivers(flush, in.Items[0]), "a flush that begins with "+graders.Show(in.Items[0]), graders.Show(flush.List("items")))
	j.ThatAt(run, flush, run.Order("pushed", "flush")[0] == "pushed",
		"the flush after the pushing code has returned", "a flush while it was still pushing")
}

// judgeBeforeMacrotasks looks at every round: Go's select may be right by luck.
func judgeBeforeMacrotasks(j *graders.Judge) {
	run := j.Run("before-macrotasks")
	var in itemsInput
	j.Input(run, &in)
	j.Happened(run, "macrotask", "timers and immediates to run, too")
	rounds := run.Rounds("round")
	for _, round := range rounds {
		for _, e := range round.Of("flush") {
			j.EqualAt(round, e, "a flush with", in.Items, e.List("items"))
		}
		for _, e := range round.Of("macrotask") {
			j.ThatAt(round, e, round.Order("flush", "macrotask")[0] == "flush", "the flush before anything else that was waiting", e.Text("which")+" first")
		}
	}
	j.That(run.Count("flush") == len(rounds), graders.Plural(len(rounds), "call")+" of flush", graders.Plural(run.Count("flush"), "call"))
}

// delivers reports whether a flush begins with an item.
func delivers(flush graders.Event, item string) bool {
	items := flush.List("items")
	return len(items) > 0 && items[0] == item
}

func judgeNested(j *graders.Judge) {
	run := j.Run("push-in-flush")
	var in itemsInput
	j.Input(run, &in)
	j.Happened(run, "flush", "a flush with "+graders.Show(in.Items[:1]))
	var seen []any
	for _, e := range run.Of("flush") {
		seen = append(seen, e.List("items")...)
	}
	j.Equal("a second flush with what the first one pushed: in all", in.Items, seen)
}

func judgeIsolation(j *graders.Judge) {
	run := j.Run("flush-throws")
	var in itemsInput
	j.Input(run, &in)
	j.Happened(run, "flush", "a flush that throws")
	second := run.Of("flush")[1:]
	expected := fmt.Sprintf("a flush with %s after one that threw", graders.Show(in.Items[1:]))
	j.That(len(second) > 0, expected, "no flush any more")
	j.EqualAt(run, second[0], "a flush after the one that threw, with", in.Items[1:], second[0].List("items"))
}

// judgeStarvation asks for half of the turns that one yield a slice gives.
func judgeStarvation(j *graders.Judge) {
	run := j.Run("long-list")
	var in listInput
	j.Input(run, &in)
	done := j.Happened(run, "processed", "the list to be worked through")
	want := make([]int, len(in.Items))
	for i, item := range in.Items {
		want[i] = item * in.Factor
	}
	j.EqualAt(run, done, "results in the order of the list:", want, done.List("results"))
	least := len(in.Items) / in.Slice / 2
	j.ThatAt(run, done, done.Number("turns") >= float64(least),
		fmt.Sprintf("another task to run at least %d times during %d slices", least, len(in.Items)/in.Slice),
		"it ran "+graders.Plural(int(done.Number("turns")), "time"))
}
