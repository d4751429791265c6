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
	j.Happened(run, "closing", "the pool to be closed")
	early := in.Tasks[0]
	settled := settledOf(run, early.Name)
	j.That(len(settled) == 1 && settled[0].Text("status") == "fulfilled", "task "+early.Name+", which ended before close, to be fulfilled", ending(run, early.Name))
	ends(j, run)
	for _, name := range []string{"too-late", "much-too-late"} {
		rejected(j, run, task{Name: name}, "comes after close", "")
	}
	again := j.Happened(run, "closed-again", "close to settle when it is called again later")
	j.ThatAt(run, again, again.Text("status") == "fulfilled", "close to be fulfilled when it is called again later", outcome(again))
	noTimers(j, run)
	unused := j.Happened(run, "closed-unused", "close of a pool that was never used to settle")
	j.ThatAt(run, unused, unused.Text("status") == "fulfilled", "close of a pool that was never used to be fulfilled", "it is "+unused.Text("status"))
	j.ThatAt(run, unused, unused.Number("spawned") == unused.Number("exited"), "no worker to be left of a pool that was never used", fmt.Sprintf("%v of %v have exited", unused.Number("exited"), unused.Number("spawned")))
	for _, name := range []string{"work", "deadline", "worker-dies"} {
		if run, _ := peek(j, name); run.Outcome == graders.Ended || name == "work" {
			ends(j, run)
		}
	}
	threads, _ := peek(j, "threads")
	for _, closed := range threads.Of("closed") {
		j.ThatAt(threads, closed, closed.Text("status") == "fulfilled", "close to be fulfilled", outcome(closed))
	}
}

// ends states what holds whenever a pool is closed: all tasks are settled and all
// workers have exited when close is fulfilled, and nothing starts any more.
func ends(j *graders.Judge, run *graders.Run) {
	closing := j.Happened(run, "closing", "the pool to be closed")
	done := closing.T
	for _, exited := range run.Of("exited") {
		done = max(done, exited.T)
	}
	left := run.Count("spawned") - run.Count("exited")
	j.That(left == 0, fmt.Sprintf("all of %s to exit after close", graders.Plural(run.Count("spawned"), "worker")), fmt.Sprintf("%d live on", left))
	closed(j, run, "closed", "close", done)
	closed(j, run, "closed-meanwhile", "a second close, at the same time,", done)
	begun := slices.IndexFunc(run.Events, func(e graders.Event) bool { return e.Kind == "closing" })
	for i, e := range run.Events {
		switch e.Kind {
		case "asked":
			if i < begun {
				settledBy(j, run, e.Text("task"), done)
			}
		case "settled":
			if i > begun && e.T <= done {
				rejected(j, run, task{Name: e.Text("task")}, "runs or waits when the pool is closed", "")
			}
		case "spawned":
			j.ThatAt(run, e, i < begun, "no worker to be started after close", "one starts at "+graders.Ms(e.T))
		}
	}
}

func closed(j *graders.Judge, run *graders.Run, kind, call string, due float64) {
	closed := j.Happened(run, kind, call+" to settle")
	j.ThatAt(run, closed, closed.Text("status") == "fulfilled", call+" to be fulfilled", outcome(closed))
	at(j, run, closed, call+" to be fulfilled when all workers have exited,", due)
}

func settledBy(j *graders.Judge, run *graders.Run, name string, due float64) {
	settled := settledOf(run, name)
	j.That(len(settled) == 1, "task "+name+" to be settled when the pool is closed", ending(run, name))
	j.ThatAt(run, settled[0], settled[0].T <= due, fmt.Sprintf("task %s to be settled by %s, when close is", name, graders.Ms(due)), "it is at "+graders.Ms(settled[0].T))
}

// outcome says how close ended, in words.
func outcome(closed graders.Event) string {
	if closed.Text("error") == "" {
		return "it is " + closed.Text("status")
	}
	return fmt.Sprintf("it is %s: %s", closed.Text("status"), closed.Text("error"))
}
