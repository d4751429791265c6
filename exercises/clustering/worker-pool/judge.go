package workerpool

import (
	"fmt"
	"slices"

	"drill/graders"
)

func judgeLimit(j *graders.Judge) {
	run, in := load(j, "work")
	started(j, run, len(in.Tasks))
	most, at := run.Overlap("start", "end")
	j.ThatAt(run, at, most <= in.Size, fmt.Sprintf("at most %s at once", graders.Plural(in.Size, "task")), fmt.Sprint(most))
	if j.Language == graders.Node {
		j.AtMost(run, "start", "busy", 1, "task at a time in a worker")
		last, _ := run.Last("end")
		spawned := run.Where(func(e graders.Event) bool { return e.Kind == "spawned" && e.T <= last.T })
		j.That(len(spawned) <= in.Size, fmt.Sprintf("at most %s for all tasks", graders.Plural(in.Size, "worker")), fmt.Sprint(len(spawned)))
	}
	for _, t := range in.Tasks {
		fulfilled(j, run, t)
	}
}

func judgeSaturation(j *graders.Judge) {
	run, in := load(j, "work")
	started(j, run, len(in.Tasks))
	starts, ends := run.Of("start"), run.Of("end")
	for i, start := range starts {
		due := 0.0
		if free := i - in.Size; free >= 0 {
			due = ends[min(free, len(ends)-1)].T
		}
		j.ThatAt(run, start, start.T-due <= 1,
			fmt.Sprintf("task %d of %d to start at %s, when one of %s is free", i+1, len(starts), graders.Ms(due), graders.Plural(in.Size, "worker")),
			"it starts at "+graders.Ms(start.T))
	}
}

func judgeIsolation(j *graders.Judge) {
	run, in := load(j, "task-fails")
	j.Happened(run, "start", "a task to start")
	for _, t := range in.Tasks {
		switch {
		case t.Does == "fail":
			rejected(j, run, t, "fails", t.Error)
		case t.Does == "unclonable" && j.Language == graders.Node:
			rejected(j, run, t, "cannot be posted", "")
		default:
			fulfilled(j, run, t)
		}
	}
	if gone := run.Of("terminated"); len(gone) > 0 {
		j.FailAt(run, gone[0], "the worker to live on after a failed task", "it is terminated")
	}
}

func judgeCrash(j *graders.Judge) {
	run, in := load(j, "worker-dies")
	j.Happened(run, "end", "a task to start")
	survives(j, run, in)
	if j.Language == graders.Node {
		for _, name := range []string{"y", "z"} { // as many as there are workers
			fulfilled(j, run, task{Name: name, Value: name})
		}
		replaced(j, run, in)
		threads, in := load(j, "threads")
		j.Happened(threads, "settled", "a task on a thread to be settled")
		survives(j, threads, in)
	}
}

// survives fails unless tasks that take their worker down fail alone, and once.
func survives(j *graders.Judge, run *graders.Run, in poolInput) {
	for _, t := range in.Tasks {
		times := run.Matching("start", "task", t.Name)
		j.That(len(times) <= 1, "task "+t.Name+" to be tried once", fmt.Sprintf("%d times", len(times)))
		switch t.Does {
		case "exit":
			rejected(j, run, t, "ends its worker", "")
		case "crash":
			rejected(j, run, t, "kills its worker", t.Error)
		default:
			fulfilled(j, run, t)
		}
	}
}

// replaced fails when there are more workers than there may be at any time. One
// that dies at the moment in which its successor starts is not counted.
func replaced(j *graders.Judge, run *graders.Run, in poolInput) {
	died, gone := run.Of("died"), 0
	for i, spawned := range run.Of("spawned") {
		for gone < len(died) && died[gone].T <= spawned.T {
			gone++
		}
		j.ThatAt(run, spawned, i+1-gone <= in.Size,
			fmt.Sprintf("at most %s alive at once", graders.Plural(in.Size, "worker")), fmt.Sprint(i+1-gone))
	}
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
}

func judgeDeadline(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeContexts(j)
		return
	}
	run, in := load(j, "deadline")
	j.Happened(run, "start", "a task to start")
	for _, t := range in.Tasks {
		if t.Does != "hang" {
			fulfilled(j, run, t)
			continue
		}
		settled := rejected(j, run, t, "hangs", "")
		due := first(run, "start", t.Name).T + float64(in.TimeoutMs)
		at(j, run, settled, "a task that hangs to fail", due)
		terminated := j.Happened(run, "terminated", "the worker of a task that hangs to be terminated")
		at(j, run, terminated, "its worker to be terminated", due)
	}
	last, _ := run.Last("terminated")
	j.ThatAt(run, last, run.Count("terminated") == 1, "only the worker that hangs to be terminated", graders.Plural(run.Count("terminated"), "worker"))
	replaced(j, run, in)
	noTimers(j, run)
}

// judgeContexts: a hangs until its caller gives up, b gives up while it waits, d
// does not look at its context.
func judgeContexts(j *graders.Judge) {
	run, in := load(j, "contexts")
	j.Happened(run, "start", "a task to start")
	for _, t := range in.Tasks {
		if t.GiveUpMs == 0 {
			fulfilled(j, run, t)
			continue
		}
		settled := rejected(j, run, t, "is given up by its caller", "")
		at(j, run, settled, "the caller of task "+t.Name+" to get its context's error", float64(t.GiveUpMs))
		j.ThatAt(run, settled, settled.Bool("deadline"), "the error of the caller's context", settled.Text("error"))
	}
	j.Happened(run, "cancelled", "the context of task "+in.Tasks[0].Name+" to end with its caller's")
	at(j, run, first(run, "cancelled", in.Tasks[0].Name), "the context of that task to end", float64(in.Tasks[0].GiveUpMs))
	begun := slices.Contains(run.Texts("start", "task"), in.Tasks[1].Name)
	j.That(!begun, "a task that was given up while it waited not to be begun", "it is")
}
