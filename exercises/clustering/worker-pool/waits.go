package workerpool

import (
	"fmt"
	"slices"

	"drill/graders"
)

// lateMs is the wait of a task beside a free worker, in milliseconds, from which on the
// worker was lost or is not used at all, rather than used a little late.
// Where several run at a time another may be free by chance, but not for so long.
const (
	lateMs = 10
	longMs = 100
)

// wait is a task that waits beside a worker that is free.
type wait struct {
	task  string
	free  graders.Event // since when
	start graders.Event // or what else ends its waiting; empty where that never comes
	begun bool
}

func (w wait) ms() float64 { return w.start.T - w.free.T }

// waits finds the tasks that wait beside a free worker, until the pool is closed. What
// happens at one moment counts as a whole: the order in it may be chance.
func waits(run *graders.Run, in poolInput, l graders.Language) []wait {
	var found []wait
	s := shift{node: l == graders.Node, busy: map[string]string{}, doomed: map[string]bool{}}
	for i, e := range run.Events {
		if e.Kind == "closing" {
			break
		}
		s.see(e)
		last := i+1 == len(run.Events) || run.Events[i+1].T > e.T
		if !last || len(s.waiting) == 0 || len(s.busy)+len(s.doomed) >= in.Size {
			continue
		}
		name := s.waiting[0]
		if !slices.ContainsFunc(found, func(w wait) bool { return w.task == name }) {
			found = append(found, until(run, wait{task: name, free: e}))
		}
	}
	return found
}

// until finds the end of a wait: a task that cannot be posted is settled without a start.
func until(run *graders.Run, w wait) wait {
	for _, kind := range []string{"settled", "start"} {
		if e, is := first(run, kind, w.task); is && (!w.begun || e.T < w.start.T) {
			w.start, w.begun = e, true
		}
	}
	return w
}

// shift follows who works on what. In Go a worker is known by its task.
type shift struct {
	node    bool
	waiting []string
	busy    map[string]string // by worker: its task
	doomed  map[string]bool   // workers that have died and not exited
}

func (s *shift) see(e graders.Event) {
	name, worker := e.Text("task"), e.Text("worker")
	if !s.node {
		worker = name
	}
	switch e.Kind {
	case "asked":
		s.waiting = append(s.waiting, name)
	case "start":
		s.leave(name)
		s.busy[worker] = name
	case "settled":
		s.leave(name)
	case "end":
		delete(s.busy, worker)
	case "died":
		delete(s.busy, worker)
		s.doomed[worker] = true
	case "exited":
		delete(s.doomed, worker)
	}
}

func (s *shift) leave(name string) {
	s.waiting = slices.DeleteFunc(s.waiting, func(other string) bool { return other == name })
}

// notLate fails when a task waits for so many milliseconds beside a free worker: that
// worker is lost. A pool that never used as many as it may has not lost them here.
func notLate(j *graders.Judge, run *graders.Run, in poolInput, most float64) {
	used, _ := run.Overlap("start", "end")
	in.Size = min(in.Size, used)
	for _, w := range waits(run, in, j.Language) {
		j.ThatAt(run, w.free, w.begun && w.ms() <= most, w.expected(in), w.seen())
	}
}

// prompt fails when a task waits beside a free worker for any time. A run that may lose
// workers is not looked at so: there it is chance how soon another is free.
func prompt(j *graders.Judge, run *graders.Run, in poolInput) {
	for _, w := range waits(run, in, j.Language) {
		j.ThatAt(run, w.start, !w.begun || w.ms() > lateMs, w.expected(in), w.seen())
	}
}

func (w wait) expected(in poolInput) string {
	return fmt.Sprintf("task %s to start at %s, when one of %s is free", w.task, graders.Ms(w.free.T), graders.Plural(in.Size, "worker"))
}

func (w wait) seen() string {
	if !w.begun {
		return "it never starts"
	}
	return "it starts at " + graders.Ms(w.start.T)
}

// inTurn fails unless tasks start in the order in which they came; what starts at one
// moment may do so in any.
func inTurn(j *graders.Judge, run *graders.Run) {
	asked := run.Texts("asked", "task")
	latest, since := graders.Event{}, 0.0
	for _, start := range run.Of("start") {
		behind := slices.Index(asked, start.Text("task")) < slices.Index(asked, latest.Text("task"))
		j.ThatAt(run, start, !behind || start.T == since,
			fmt.Sprintf("task %s to start before task %s, which came later", start.Text("task"), latest.Text("task")), "it starts after it")
		if !behind {
			latest, since = start, start.T
		}
	}
}
