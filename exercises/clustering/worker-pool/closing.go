package workerpool

import (
	"fmt"
	"slices"

	"drill/graders"
)

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
