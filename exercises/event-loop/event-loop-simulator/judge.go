package eventloopsimulator

import (
	"slices"

	"drill/graders"
)

func judgePhases(j *graders.Judge) { inOrder(j, "phases", macro) }

// judgeTicks leaves it to another check what is drained too late, but after a timer's
// callback: there it shows whether a solution looks at the queues again.
func judgeTicks(j *graders.Judge) {
	inOrder(j, "ticks", soon)
	for _, l := range loops(j, "ticks") {
		if l.program[0].Op == "timer" {
			j.SequenceAt(l.run, l.events, "the callbacks in order", l.named(l.want), l.named(l.got))
		}
	}
}

// judgeNeighbours leaves to the other checks in which order callbacks come.
func judgeNeighbours(j *graders.Judge) {
	for _, name := range []string{"neighbours", "phases"} {
		for _, l := range loops(j, name) {
			drained(j, l)
		}
	}
}

// judgeSnapshots does not look at the I/O that keeps the loops going.
func judgeSnapshots(j *graders.Judge) {
	inOrder(j, "snapshots", func(s step) bool { return macro(s) && s.Op != "io" })
}

func judgeTimers(j *graders.Judge) {
	timers := func(s step) bool { return s.Op == "timer" }
	inOrder(j, "timers", timers)
	if j.Language == graders.Node {
		inOrder(j, "odd-delays", timers)
	}
}

// judgeAlive also looks at the times of loops that are about something else, where
// their callbacks are the right ones.
func judgeAlive(j *graders.Judge) {
	for _, l := range loops(j, "alive") {
		j.That(l.begin == 0, "now() of a new loop to be 0", graders.Show(l.begin))
		times(j, l)
	}
	for _, name := range []string{"phases", "ticks", "neighbours", "snapshots", "timers"} {
		if j.Partial(name).Outcome != graders.Ended {
			continue
		}
		for _, l := range loops(j, name) {
			if sameOrder(l) {
				times(j, l)
			}
		}
	}
}

func times(j *graders.Judge, l loop) {
	what := "after main called " + l.outline() + ", the callbacks and their times"
	j.SequenceAt(l.run, l.events, what, timed(l, l.want), timed(l, l.got))
}

// inOrder compares the order of those callbacks that count. Times are another check's
// matter.
func inOrder(j *graders.Judge, scenario string, counts func(step) bool) {
	for _, l := range loops(j, scenario) {
		want, _ := l.counting(l.want, counts)
		got, events := l.counting(l.got, counts)
		j.SequenceAt(l.run, events, "the callbacks in order", want, got)
	}
}

// drained fails unless the ticks and microtasks that a callback scheduled, main too,
// come before any other callback.
func drained(j *graders.Judge, l loop) {
	after, owed := "main", owing(l.program)
	for i, c := range l.got {
		s := l.steps[c.Label]
		if at := slices.Index(owed, c.Label); soon(s) && at >= 0 {
			owed = slices.Delete(owed, at, at+1)
			continue
		}
		j.ThatAt(l.run, l.events[i], len(owed) == 0, l.names(owed)+" right after "+after+", which scheduled it", l.name(c.Label)+" first")
		after, owed = l.name(c.Label), owing(s.Then)
	}
	for _, c := range l.want {
		j.That(slices.Index(labels(l.got), c.Label) >= 0, l.name(c.Label)+" to run", "it never did")
	}
}
