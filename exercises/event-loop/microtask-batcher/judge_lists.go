package microtaskbatcher

import (
	"fmt"

	"drill/graders"
)

func judgeStarvation(j *graders.Judge) {
	run := j.Run("long-list")
	var in listsInput
	j.Input(run, &in)
	happened(j, run, "call", "fn to be called")
	if j.Language == graders.Go {
		onRunsGoroutine(j, "long-list", "call") // elsewhere turns are counted by luck
	}
	for _, together := range in.Lists {
		for _, l := range together {
			processed(j, run, l)
		}
	}
	if j.Language == graders.Go {
		stopped(j)
		leaveNothing(j)
	}
}

// processed fails unless a list was worked through, with turns for others in between.
func processed(j *graders.Judge, run *graders.Run, l list) {
	calls := run.Matching("call", "list", l.Name)
	j.SequenceAt(run, calls, l.Name+": the items that fn is called with", shown(l.Items), entries(calls, "item"))
	turns(j, run, l, calls)
	done := run.Matching("processed", "list", l.Name)
	j.That(len(done) == 1, l.Name+": the end of the work", graders.NeverSettled)
	if j.Language == graders.Go {
		j.ThatAt(run, done[0], done[0].Data["error"] == nil, l.Name+": nil", done[0].Ending())
		return
	}
	j.ThatAt(run, done[0], done[0].Text("status") == "fulfilled", l.Name+": success", done[0].Ending())
	j.EqualAt(run, done[0], l.Name+": the results of fn, in order:", l.Results, done[0].Data["value"])
}

// turns fails when fn was called more than slice times in a row, in Go also when it was
// less often before the last time.
func turns(j *graders.Judge, run *graders.Run, l list, calls []graders.Event) {
	slice := l.Slice
	if slice == 0 {
		slice = defaultSlice
	}
	row := 0
	for i, e := range calls {
		if row++; i+1 < len(calls) && calls[i+1].Number("turn") == e.Number("turn") {
			continue
		}
		last := i+1 == len(calls)
		j.ThatAt(run, e, row <= slice, fmt.Sprintf("%s: at most %d calls of fn before others get a turn", l.Name, slice), graders.Plural(row, "call"))
		j.ThatAt(run, e, last || row == slice || j.Language == graders.Node,
			fmt.Sprintf("%s: %d items to a task", l.Name, slice), fmt.Sprint(row))
		row = 0
	}
}

func shown[T any](list []T) []string {
	words := make([]string, len(list))
	for i, item := range list {
		words[i] = graders.Show(item)
	}
	return words
}

func entries(events []graders.Event, field string) []string {
	words := make([]string, len(events))
	for i, e := range events {
		words[i] = graders.Show(e.Data[field])
	}
	return words
}
