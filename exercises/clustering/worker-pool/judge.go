package workerpool

import (
	"fmt"

	"drill/graders"
)

func judgeLimit(j *graders.Judge) {
	run, in := load(j, "work")
	started(j, run, in)
	for _, name := range runs(j) {
		run, in := peek(j, name)
		for _, round := range rounds(j, run) {
			fewWorkers(j, round, in)
			fewTasks(j, round, in)
		}
	}
	for _, t := range in.Tasks {
		fulfilled(j, run, t)
	}
	if j.Language == graders.Node {
		spawned := before(run, "closing", "spawned")
		j.That(len(spawned) <= in.Size, fmt.Sprintf("at most %s for all tasks", graders.Plural(in.Size, "worker")), fmt.Sprint(len(spawned)))
		threads, in := peek(j, "threads")
		fewWorkers(j, threads, in)
		return
	}
	crowd, in := peek(j, "crowd")
	for _, e := range crowd.Of("crowd") {
		most := e.Number("most")
		j.ThatAt(crowd, e, most <= float64(in.Size), fmt.Sprintf("at most %s of fn at a time, when many callers come at once", graders.Plural(in.Size, "call")), fmt.Sprint(most))
	}
}

func judgeSaturation(j *graders.Judge) {
	run, in := load(j, "work")
	started(j, run, in)
	for _, w := range waits(run, in, j.Language) {
		j.ThatAt(run, w.free, w.begun && w.ms() <= 0, w.expected(in), w.seen())
	}
	others := []string{"task-fails", "deadline", "stray"}
	if j.Language == graders.Go {
		others = []string{"task-fails", "contexts"}
	}
	for _, name := range append(others, "work") {
		run, in := peek(j, name)
		inTurn(j, run)
		if name != "stray" { // where it is hard to know who is free
			prompt(j, run, in)
		}
	}
	closing, in := peek(j, "close")
	for _, round := range rounds(j, closing) {
		prompt(j, round, in)
		inTurn(j, round)
	}
}

func judgeIsolation(j *graders.Judge) {
	run, in := load(j, "task-fails")
	j.Happened(run, "start", "a task to start")
	once(j, run)
	for _, t := range in.Tasks {
		switch {
		case t.Does == "fail":
			failed(j, run, t)
		case t.Does == "unclonable" && j.Language == graders.Node:
			rejected(j, run, t, "cannot be posted", "")
		default:
			fulfilled(j, run, t)
		}
	}
	if gone := before(run, "closing", "terminated"); len(gone) > 0 {
		j.FailAt(run, gone[0], "the worker to live on after a failed task", "it is terminated")
	}
	ended, _ := first(run, "end", "")
	for _, spawned := range run.Of("spawned") {
		j.ThatAt(run, spawned, spawned.T < ended.T, "the worker to be used again after a failed task", "another one is started")
	}
	notLate(j, run, in, lateMs)
	if j.Language == graders.Go {
		beside := j.Happened(run, "beside", "a task that runs while another fails to be settled")
		j.ThatAt(run, beside, beside.Text("error") == "", "a task that runs while another fails to succeed", "it fails: "+beside.Text("error"))
	}
}

// failed fails unless a task has the error that its worker has told of, or that fn has
// returned.
func failed(j *graders.Judge, run *graders.Run, t task) {
	settled := rejected(j, run, t, "fails", t.Error)
	if j.Language == graders.Go {
		j.ThatAt(run, settled, settled.Bool("own"), "an error for task "+t.Name+" in which errors.Is finds that of fn", ending(run, t.Name))
		return
	}
	j.ThatAt(run, settled, settled.Bool("isError"), fmt.Sprintf("an Error with the message %q", t.Error), settled.Text("what"))
	j.ThatAt(run, settled, settled.Text("error") == t.Error, fmt.Sprintf("the message %q", t.Error), fmt.Sprintf("%q", settled.Text("error")))
}

func judgeCorrelation(j *graders.Judge) {
	name := "stray"
	if j.Language == graders.Go {
		name = "given-up"
	}
	run, in := load(j, name)
	j.Happened(run, "start", "a task to start")
	for _, t := range in.Tasks {
		if t.GiveUpMs == 0 {
			fulfilled(j, run, t)
		}
	}
	if j.Language == graders.Node {
		echoed(j, run)
		return
	}
	run = j.Run("crowd")
	crowd := j.Happened(run, "crowd", "many callers at once to be served")
	tasks := crowd.Number("tasks")
	j.ThatAt(run, crowd, crowd.Number("own") == tasks, fmt.Sprintf("each of %v calls of Submit, many at a time, to return the value of its own task", tasks), fmt.Sprintf("%v do", crowd.Number("own")))
	withErrors(j)
}

// withErrors looks at the values that come with an error. That the error comes is another
// check's matter.
func withErrors(j *graders.Judge) {
	run, in := peek(j, "task-fails")
	for _, t := range in.Tasks {
		for _, settled := range settledOf(run, t.Name) {
			want := in.Salt + t.Value
			j.ThatAt(run, settled, t.Does != "fail" || !settled.Bool("own") || settled.Text("value") == want,
				fmt.Sprintf("the value that fn has returned for task %s beside its error, %q", t.Name, want), fmt.Sprintf("%q", settled.Text("value")))
		}
	}
}

// echoed looks at values that are easily taken for none.
func echoed(j *graders.Judge, run *graders.Run) {
	j.Happened(run, "echoed", "a task whose data and result is 0 to be settled")
	for _, e := range run.Of("echoed") {
		value := graders.Show(e.Data["value"])
		j.ThatAt(run, e, e.Bool("same"), fmt.Sprintf("the result %s of a worker that was given %s", value, value), graders.Show(e.Data["ending"]))
	}
	const values = 5
	j.That(run.Count("echoed") == values, "tasks whose results are 0, an empty string, false, null and undefined to be settled", fmt.Sprintf("%d of %d are", run.Count("echoed"), values))
}
