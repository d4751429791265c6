package workerpool

import (
	"fmt"
	"slices"

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
}

// failed fails unless a task has the error that its worker has told of, or that fn has
// returned.
func failed(j *graders.Judge, run *graders.Run, t task) {
	settled := rejected(j, run, t, "fails", t.Error)
	if j.Language == graders.Go {
		j.ThatAt(run, settled, settled.Bool("own"), "an error for task "+t.Name+" in which errors.Is finds that of fn", ending(run, t.Name))
		want := in(j, run).Salt + t.Value
		j.ThatAt(run, settled, settled.Text("value") == want, fmt.Sprintf("the value that fn has returned beside its error, %q", want), fmt.Sprintf("%q", settled.Text("value")))
		return
	}
	j.ThatAt(run, settled, settled.Bool("isError"), fmt.Sprintf("an Error with the message %q", t.Error), settled.Text("what"))
	j.ThatAt(run, settled, settled.Text("error") == t.Error, fmt.Sprintf("the message %q", t.Error), fmt.Sprintf("%q", settled.Text("error")))
}

func judgeCrash(j *graders.Judge) {
	run, in := load(j, "worker-dies")
	j.Happened(run, "end", "a task to start")
	once(j, run)
	for _, unheard := range run.Of("unheard") {
		j.FailAt(run, unheard, "the 'error' of a worker to be listened to, whether it has a task or not", "nobody listens")
	}
	survives(j, run, in)
	notLate(j, run, in, longMs)
	before := atOnce(run, in.Tasks[0].Name) && atOnce(run, in.Tasks[1].Name)
	for _, name := range []string{"y", "z"} {
		fulfilled(j, run, task{Name: name, Value: name})
		asked, _ := first(run, "asked", name)
		start, _ := first(run, "start", name)
		j.ThatAt(run, start, !before || atOnce(run, name), fmt.Sprintf("as many workers as before: tasks y and z to run at once, at %s", graders.Ms(asked.T)),
			fmt.Sprintf("task %s starts at %s", name, graders.Ms(start.T)))
	}
	if j.Language == graders.Node {
		fewWorkers(j, run, in)
		threads, in := load(j, "threads")
		j.Happened(threads, "settled", "a task on a thread to be settled")
		once(j, threads)
		survives(j, threads, in)
	}
}

// atOnce reports whether a task began when it came.
func atOnce(run *graders.Run, name string) bool {
	asked, _ := first(run, "asked", name)
	start, begun := first(run, "start", name)
	return begun && start.T == asked.T
}

// survives fails unless tasks that take their worker down fail alone, with the error
// of their worker, and no later than it goes.
func survives(j *graders.Judge, run *graders.Run, in poolInput) {
	for _, t := range in.Tasks {
		switch t.Does {
		case "exit":
			gone(j, run, t, rejected(j, run, t, "ends its worker", ""))
		case "crash":
			settled := rejected(j, run, t, "kills its worker", t.Error)
			gone(j, run, t, settled)
			if crashed, ok := first(run, "crashed", t.Name); ok {
				j.ThatAt(run, settled, settled.Number("ref") == crashed.Number("ref"), "task "+t.Name+" to fail with the very error that its worker emitted", "it fails with another one: "+settled.Text("error"))
			}
		default:
			fulfilled(j, run, t)
		}
	}
}

// gone fails when a task is settled after its worker has exited.
func gone(j *graders.Judge, run *graders.Run, t task, settled graders.Event) {
	start, _ := first(run, "start", t.Name)
	exited := run.Where(func(e graders.Event) bool {
		return e.Kind == "exited" && e.Has("worker") && e.Number("worker") == start.Number("worker")
	})
	if len(exited) > 0 {
		j.ThatAt(run, settled, settled.T <= exited[0].T, fmt.Sprintf("task %s to fail by %s, when its worker has exited", t.Name, graders.Ms(exited[0].T)), "it fails at "+graders.Ms(settled.T))
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
	if j.Language == graders.Node {
		echoed(j, run)
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

func judgeDeadline(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeContexts(j)
		return
	}
	run, in := load(j, "deadline")
	j.Happened(run, "start", "a task to start")
	once(j, run)
	hung := 0
	for _, t := range append(slices.Clone(in.Tasks), task{Name: "y", Does: "hang"}) {
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
