package workerpool

import (
	"fmt"

	"drill/graders"
)

func judgeCrash(j *graders.Judge) {
	run, in := load(j, "worker-dies")
	j.Happened(run, "end", "a task to start")
	once(j, run)
	for _, unheard := range run.Of("unheard") {
		j.FailAt(run, unheard, "the 'error' of a worker to be listened to, whether it has a task or not", "nobody listens")
	}
	survives(j, run, in)
	before := atOnce(run, in.Tasks[0].Name) && atOnce(run, in.Tasks[1].Name)
	if before {
		notLate(j, run, in, longMs)
	}
	for _, name := range []string{"y", "z"} {
		fulfilled(j, run, task{Name: name, Value: name})
		asked, _ := first(run, "asked", name)
		start, _ := first(run, "start", name)
		j.ThatAt(run, start, !before || atOnce(run, name), fmt.Sprintf("as many workers as before: tasks y and z to run at once, at %s", graders.Ms(asked.T)),
			fmt.Sprintf("task %s starts at %s", name, graders.Ms(start.T)))
	}
	if j.Language == graders.Node {
		for _, name := range []string{"v", "w"} {
			fulfilled(j, run, task{Name: name, Does: "late", Value: name})
		}
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
