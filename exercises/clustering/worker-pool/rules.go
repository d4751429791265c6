package workerpool

import (
	"fmt"

	"drill/graders"
)

// The rules here hold in every run that shows them, whatever it was made for.

// runs lists the scenarios of a language, without those on the real clock.
func runs(j *graders.Judge) []string {
	if j.Language == graders.Go {
		return []string{"work", "task-fails", "worker-dies", "given-up", "contexts", "close", "close-by-force"}
	}
	return []string{"work", "task-fails", "worker-dies", "stray", "deadline", "close"}
}

// peek returns a run however it ended, and its input.
func peek(j *graders.Judge, name string) (*graders.Run, poolInput) {
	run := j.Partial(name)
	var in poolInput
	j.Input(run, &in)
	return run, in
}

// fewWorkers fails when there are more workers than there may be. One that was
// terminated, or has failed, lives until it has exited.
func fewWorkers(j *graders.Judge, run *graders.Run, in poolInput) {
	alive := 0
	for _, e := range run.Events {
		switch e.Kind {
		case "spawned":
			alive++
			j.ThatAt(run, e, alive <= in.Size, fmt.Sprintf("at most %s that %s not exited yet", graders.Plural(in.Size, "worker"), map[bool]string{true: "has", false: "have"}[in.Size == 1]), fmt.Sprint(alive))
		case "exited":
			alive--
		}
	}
}

// fewTasks fails when there are more tasks in the workers than there may be. A run whose
// workers mislead the pool about that is another check's matter.
func fewTasks(j *graders.Judge, run *graders.Run, in poolInput) {
	running := 0
	for _, e := range run.Events {
		switch e.Kind {
		case "start":
			running++
			if j.Language == graders.Go {
				j.ThatAt(run, e, running <= in.Size, fmt.Sprintf("at most %s of fn at a time", graders.Plural(in.Size, "call")), fmt.Sprint(running))
			} else if run.Scenario != "stray" && run.Scenario != "deadline" {
				j.ThatAt(run, e, e.Number("busy") <= 1, "one task at a time in a worker", fmt.Sprintf("%v, the last of them task %s", e.Number("busy"), e.Text("task")))
			}
		case "end":
			running--
		}
	}
}

// once fails unless each task was given to a worker once at most.
func once(j *graders.Judge, run *graders.Run) {
	for _, start := range run.Of("start") {
		if name := start.Text("task"); name != "gone" {
			times := len(run.Matching("start", "task", name))
			j.ThatAt(run, start, times <= 1, "task "+name+" to be tried once", fmt.Sprintf("it is tried %d times", times))
		}
	}
}
