package workerpool

import (
	"fmt"
	"slices"

	"drill/graders"
)

func judgeDeadline(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeContexts(j)
		return
	}
	run, in := load(j, "deadline")
	j.Happened(run, "start", "a task to start")
	once(j, run)
	hung := 0
	more := []task{{Name: "x", Does: "hang"}, {Name: "z", Does: "late", Value: "z"}, {Name: "y", Does: "hang"}}
	for _, t := range append(slices.Clone(in.Tasks), more...) {
		if t.Does != "hang" {
			fulfilled(j, run, t)
			continue
		}
		expires(j, run, in, t)
		hung++
	}
	terminated := before(run, "closing", "terminated")
	j.ThatAt(run, terminated[len(terminated)-1], len(terminated) == hung, "only workers that hang to be terminated", graders.Plural(len(terminated), "worker"))
	fewWorkers(j, run, in)
	notLate(j, run, in, lateMs)
	for _, name := range runs(j) {
		run, _ := peek(j, name)
		if name != "close" && run.Count("timers") > 0 {
			noTimers(j, run)
		}
	}
}

// expires fails unless a task that hangs is given up in time, and its worker, too.
func expires(j *graders.Judge, run *graders.Run, in poolInput, t task) {
	settled := rejected(j, run, t, "hangs", "")
	start, _ := first(run, "start", t.Name)
	due := start.T + float64(in.TimeoutMs)
	at(j, run, settled, "task "+t.Name+", which hangs, to fail", due)
	for _, e := range run.Of("terminated") {
		if e.Number("worker") == start.Number("worker") {
			at(j, run, e, "the worker of task "+t.Name+", which hangs, to be terminated", due)
			return
		}
	}
	j.FailAt(run, settled, "the worker of task "+t.Name+", which hangs, to be terminated", "it never is")
}

// judgeContexts: a hangs until its caller gives up, b gives up while it waits, d
// does not look at its context.
func judgeContexts(j *graders.Judge) {
	run, in := load(j, "contexts")
	j.Happened(run, "start", "a task to start")
	hangs, waiting := in.Tasks[0], in.Tasks[1]
	cancelled, ends := first(run, "cancelled", hangs.Name)
	if !ends {
		j.Fail(fmt.Sprintf("the context that fn got for task %s to end with its caller's, at %s", hangs.Name, graders.Ms(float64(hangs.GiveUpMs))), "it never ends")
	}
	at(j, run, cancelled, "the context that fn got for task "+hangs.Name+" to end with its caller's,", float64(hangs.GiveUpMs))
	for _, t := range in.Tasks {
		if t.GiveUpMs == 0 {
			fulfilled(j, run, t)
		} else {
			leaves(j, run, t)
		}
	}
	for _, name := range []string{waiting.Name, "gone"} {
		begun, is := first(run, "start", name)
		j.ThatAt(run, begun, !is, "a task that was given up while it waited, or before that, not to be begun", "it is")
	}
	refused := settledOf(run, "gone")
	j.That(len(refused) == gonesOf(run), "Submit to return at once when its context is done already", "it does not return")
	for _, e := range refused {
		j.ThatAt(run, e, e.Bool("callers"), "the error of a context that is done already", said(e))
	}
	notLate(j, run, in, lateMs)
	fulfilled(j, run, task{Name: "z", Does: "after", Value: "z"})
	givenUp, in := load(j, "given-up")
	for _, t := range in.Tasks {
		if t.GiveUpMs > 0 {
			leaves(j, givenUp, t)
		}
	}
}

func gonesOf(run *graders.Run) int { return len(run.Matching("asked", "task", "gone")) }

// leaves fails unless a caller gets the error of its context when that is done.
func leaves(j *graders.Judge, run *graders.Run, t task) {
	settled := rejected(j, run, t, "is given up by its caller", "")
	at(j, run, settled, "the caller of task "+t.Name+" to get its context's error", float64(t.GiveUpMs))
	j.ThatAt(run, settled, settled.Bool("callers"), "the caller of task "+t.Name+" to get its context's error", settled.Text("error"))
}
