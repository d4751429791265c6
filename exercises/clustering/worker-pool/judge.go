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
	for i, spawned := range run.Of("spawned") {
		gone := run.Where(func(e graders.Event) bool { return e.Kind == "died" && e.T <= spawned.T })
		j.ThatAt(run, spawned, i+1-len(gone) <= in.Size,
			fmt.Sprintf("at most %s alive at once", graders.Plural(in.Size, "worker")), fmt.Sprint(i+1-len(gone)))
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

func judgeShutdown(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeClose(j)
		return
	}
	run, in := load(j, "close")
	closing := j.Happened(run, "closing", "the pool to be closed")
	early := settledOf(run, in.Tasks[0].Name)
	j.That(len(early) == 1 && early[0].Text("status") == "fulfilled", "a task that ended before close to be fulfilled", ending(early))
	names := []string{"too-late", "much-too-late"}
	for _, t := range in.Tasks[1:] {
		names = append(names, t.Name)
	}
	for _, name := range names {
		rejected(j, run, task{Name: name}, "is in a closed pool", "")
	}
	for _, spawned := range run.Of("spawned") {
		j.ThatAt(run, spawned, spawned.T <= closing.T, "no worker to be started after close", "one starts at "+graders.Ms(spawned.T))
	}
	j.That(run.Count("exited") == run.Count("spawned"), fmt.Sprintf("all of %s to exit", graders.Plural(run.Count("spawned"), "worker")), graders.Plural(run.Count("exited"), "exit"))
	idle, _ := load(j, "work")
	j.That(idle.Count("exited") == idle.Count("spawned"), "workers that have nothing to do to exit after close", "some live on")
	for _, kind := range []string{"closed", "closed-again"} {
		closed := j.Happened(run, kind, "close to settle")
		j.ThatAt(run, closed, closed.Text("status") == "fulfilled", "close to be fulfilled", closed.Text("status"))
		last, _ := run.Last("exited")
		j.ThatAt(run, closed, closed.T >= last.T, "close to be fulfilled when all workers have exited, at "+graders.Ms(last.T), "it is at "+graders.Ms(closed.T))
	}
	noTimers(j, run)
}

// judgeClose looks at each round by itself.
func judgeClose(j *graders.Judge) {
	run, in := load(j, "close")
	j.Happened(run, "start", "a task to start")
	for _, round := range run.Rounds("round") {
		closing, closed := closes(j, round, in)
		j.EqualAt(run, closed, "Close without time limit to return", nil, closed.Data["error"])
		again, _ := round.Last("closed-again")
		j.EqualAt(run, again, "a second Close to return", nil, again.Data["error"])
		for _, e := range round.Of("start") {
			j.ThatAt(run, e, e.T <= closed.T, "no task to be begun after Close has returned", "task "+e.Text("task")+" is")
			if e.T < closing.T {
				fulfilled(j, round, named(in, e.Text("task")))
			}
		}
		last, _ := round.Last("end")
		j.ThatAt(run, closed, closed.T >= last.T, "Close to wait for the tasks that run, until "+graders.Ms(last.T), "it returns at "+graders.Ms(closed.T))
	}
	judgeForce(j)
}

func judgeForce(j *graders.Judge) {
	run, in := load(j, "close-by-force")
	j.Happened(run, "start", "a task to start")
	for _, round := range run.Rounds("round") {
		closing, closed := closes(j, round, in)
		at(j, run, closed, "Close to return", closing.T+float64(in.ForceMs))
		j.ThatAt(run, closed, closed.Bool("deadline"), "Close to return its context's error", closed.Text("error"))
		for _, t := range in.Tasks {
			settled := rejected(j, round, t, "hangs in a pool that is closed", "")
			j.ThatAt(run, settled, settled.T <= closed.T+1, "every task to be settled when Close is out of time, at "+graders.Ms(closed.T),
				"task "+t.Name+" is at "+graders.Ms(settled.T))
		}
	}
}

// closes states what holds however a pool is closed: everything is settled, and
// what was not run has the error that says so.
func closes(j *graders.Judge, round *graders.Run, in poolInput) (closing, closed graders.Event) {
	closing = j.Happened(round, "closing", "the pool to be closed")
	closed = j.Happened(round, "closed", "Close to return")
	j.Happened(round, "closed-again", "a second Close to return")
	for _, t := range append(slices.Clone(in.Tasks), task{Name: "meanwhile"}) {
		settled := settledOf(round, t.Name)
		j.That(len(settled) == 1, fmt.Sprintf("Submit of task %s to return, since the pool is closed", t.Name), ending(settled))
		begun := slices.Contains(round.Texts("start", "task"), t.Name)
		j.That(begun || settled[0].Bool("closed"), fmt.Sprintf("ErrClosed for task %s, which was not begun", t.Name), ending(settled))
	}
	settled := settledOf(round, "afterwards")
	j.That(len(settled) == 1 && settled[0].Bool("closed"), "ErrClosed from Submit after Close", ending(settled))
	return closing, closed
}

func judgeLeaks(j *graders.Judge) {
	for _, name := range []string{"work", "given-up", "contexts", "close", "close-by-force"} {
		run := j.Run(name)
		j.Happened(run, "start", "a task to start")
		j.Happened(run, "closed", "Close to return")
		j.That(run.Leaked == 0, "no goroutine to be left behind after Close", graders.Plural(run.Leaked, "goroutine"))
	}
}
