package workerpool

import (
	"fmt"
	"slices"

	"drill/graders"
)

// judgeClose looks at each round by itself, and at a pool that has nothing to do.
func judgeClose(j *graders.Judge) {
	run, in := load(j, "close")
	j.Happened(run, "start", "a task to start")
	for _, round := range rounds(j, run) {
		judgeRound(j, round, in)
	}
	run, in = load(j, "close-by-force")
	j.Happened(run, "start", "a task to start")
	for _, round := range rounds(j, run) {
		judgeForce(j, round, in)
	}
	run, _ = load(j, "work")
	closing := j.Happened(run, "closing", "the pool to be closed")
	returnsNil(j, run, "closed", "Close of a pool with nothing to do", closing.T)
	later := j.Happened(run, "later", "the pool to be closed")
	returnsNil(j, run, "closed-unused", "Close of a pool that was never used", later.T)
}

// rounds cuts a run into rounds, where it has some.
func rounds(j *graders.Judge, run *graders.Run) []*graders.Run {
	if run.Count("round") == 0 {
		return []*graders.Run{run}
	}
	return run.Rounds("round")
}

func judgeRound(j *graders.Judge, round *graders.Run, in poolInput) {
	closing := closes(j, round, in)
	early, is := first(round, "cancelled", "")
	j.ThatAt(round, early, !is, "the contexts of tasks that run to live on while Close waits", "that of task "+early.Text("task")+" ends")
	done := idle(round, closing)
	closed := returnsNil(j, round, "closed", "Close", done)
	returnsNil(j, round, "closed-meanwhile", "a second Close, while the first one waits,", done)
	for _, e := range round.Of("start") {
		j.ThatAt(round, e, e.T <= closed.T, "no task to be begun after Close has returned", "task "+e.Text("task")+" is")
		fulfilled(j, round, named(in, e.Text("task")))
	}
}

// idle is when the last task has ended, or the pool was closed without any.
func idle(round *graders.Run, closing graders.Event) float64 {
	since := closing.T
	for _, e := range round.Of("end") {
		since = max(since, e.T)
	}
	return since
}

// returnsNil fails unless a call of Close returned nil when all tasks had ended.
func returnsNil(j *graders.Judge, run *graders.Run, kind, call string, due float64) graders.Event {
	closed := j.Happened(run, kind, call+" to return")
	j.ThatAt(run, closed, closed.Bool("nil"), call+" to return nil", closed.Text("error"))
	at(j, run, closed, call+" to return when all tasks that run have ended,", due)
	return closed
}

// judgeForce: when one call of Close is out of time, one task ends with its context, one
// does not look at it, and the others wait.
func judgeForce(j *graders.Judge, round *graders.Run, in poolInput) {
	closing := closes(j, round, in)
	due := closing.T + float64(in.ForceMs)
	limited := closing.Text("limited")
	closed := j.Happened(round, limited, "Close to return when its context is done")
	at(j, round, closed, "Close to return when its context is done,", due)
	j.ThatAt(round, closed, closed.Bool("its"), "Close to return its context's error", said(closed))
	hangs, deaf := in.Tasks[0].Name, in.Tasks[1].Name
	cancelled, is := first(round, "cancelled", hangs)
	j.That(is, fmt.Sprintf("the context of task %s to end at %s, when Close is out of time", hangs, graders.Ms(due)), "it never ends")
	at(j, round, cancelled, "the context of task "+hangs+" to end when Close is out of time,", due)
	for _, t := range in.Tasks {
		if t.Name == deaf {
			blocks(j, round, t)
			continue
		}
		settled := rejected(j, round, t, "hangs in a pool that is closed", "")
		j.ThatAt(round, settled, settled.T <= due, fmt.Sprintf("task %s to be settled when Close is out of time, at %s", t.Name, graders.Ms(due)), "it is at "+graders.Ms(settled.T))
		begun, is := first(round, "start", t.Name)
		j.ThatAt(round, begun, !is || begun.T < closing.T, "ErrClosed for task "+t.Name+", which waits when Close is out of time", "it is begun")
	}
	other := map[string]string{"closed": "closed-meanwhile", "closed-meanwhile": "closed"}[limited]
	returnsNil(j, round, other, "the other Close, which has all the time,", idle(round, closing))
}

// blocks fails unless Submit waits for a task that runs on when Close is out of time.
func blocks(j *graders.Judge, round *graders.Run, t task) {
	if ended, begun := first(round, "end", t.Name); begun {
		fulfilled(j, round, t)
		at(j, round, settledOf(round, t.Name)[0], "task "+t.Name+", which does not look at its context, to give its value when fn returns,", ended.T)
	}
}

// closes states what holds however a pool is closed: everything is settled, and
// what was not run has the error that says so.
func closes(j *graders.Judge, round *graders.Run, in poolInput) graders.Event {
	closing := j.Happened(round, "closing", "the pool to be closed")
	j.Happened(round, "closed", "Close to return")
	j.Happened(round, "closed-meanwhile", "a second Close, while the first one waits, to return")
	for _, t := range append(slices.Clone(in.Tasks), task{Name: "meanwhile"}) {
		settled := settledOf(round, t.Name)
		j.That(len(settled) == 1, fmt.Sprintf("Submit of task %s to return, since the pool is closed", t.Name), ending(round, t.Name))
		_, begun := first(round, "start", t.Name)
		j.ThatAt(round, settled[0], begun || settled[0].Bool("closed"), fmt.Sprintf("ErrClosed for task %s, which was not begun", t.Name), ending(round, t.Name))
	}
	for name, when := range map[string]string{"during": "while Close waits", "afterwards": "after Close"} {
		asked, _ := first(round, "asked", name)
		settled := settledOf(round, name)
		j.That(len(settled) == 1 && settled[0].Bool("closed"), "ErrClosed from Submit "+when, ending(round, name))
		at(j, round, settled[0], "ErrClosed from Submit "+when, asked.T)
	}
	later := j.Happened(round, "later", "the pool to be closed")
	returnsNil(j, round, "closed-again", "Close when it is called again later", later.T)
	return closing
}

func judgeLeaks(j *graders.Judge) {
	for _, name := range runs(j) {
		run, _ := peek(j, name)
		if name == "worker-dies" && (run.Outcome != graders.Ended || run.Count("closed") == 0 || strands(run)) {
			continue // where workers are lost, tasks and Close wait for them: another check's matter
		}
		run = j.Run(name)
		j.Happened(run, "start", "a task to start")
		j.Happened(run, "closed", "Close to return")
		j.That(run.Leaked == 0, "no goroutine to be left behind after Close", graders.Plural(run.Leaked, "goroutine"))
	}
}

// strands reports whether a call of Submit ended only with the scenario.
func strands(run *graders.Run) bool {
	return slices.ContainsFunc(run.Of("settled"), func(e graders.Event) bool { return e.Bool("callers") })
}
