package eventloopsimulator

import (
	"slices"
	"strings"

	"drill/graders"
)

// loop is what was seen of one loop, beside what should have been.
type loop struct {
	run       *graders.Run
	program   []step
	steps     map[string]step // by label
	begin     float64         // what now() said at first
	want, got []call
	events    []graders.Event // those of got
}

// loops reads the loops of a scenario; there has to be one for each program.
func loops(j *graders.Judge, scenario string) []loop {
	run := j.Run(scenario)
	var in input
	j.Input(run, &in)
	j.Happened(run, "call", "a callback to run")
	rounds := run.Rounds("loop")
	all := make([]loop, len(in.Programs))
	for i, program := range in.Programs {
		l := loop{program: program, steps: map[string]step{}, want: expected(program)}
		l.collect(program)
		j.That(i < len(rounds), "run to return", "it did not")
		l.run, l.begin = rounds[i], rounds[i].Events[0].Number("at")
		l.events = rounds[i].Of("call") // the end of a loop is one of them
		for _, e := range l.events {
			l.got = append(l.got, call{e.Text("label"), e.Number("at")})
		}
		all[i] = l
	}
	return all
}

func (l loop) collect(steps []step) {
	for _, s := range steps {
		if s.Op != "clear" && s.Op != "unref" && s.Op != "busy" {
			l.steps[s.Label] = s
		}
		l.collect(s.Then)
	}
}

// counting returns the names of the calls that count, and their events. The end of
// the loop always does.
func (l loop) counting(calls []call, counts func(step) bool) (names []string, events []graders.Event) {
	for i, c := range calls {
		if c.Label == theEnd || counts(l.steps[c.Label]) {
			names = append(names, l.name(c.Label))
			if i < len(l.events) {
				events = append(events, l.events[i])
			}
		}
	}
	return names, events
}

func (l loop) named(calls []call) []string {
	names, _ := l.counting(calls, func(step) bool { return true })
	return names
}

func timed(l loop, calls []call) []string {
	var entries []string
	for _, c := range calls {
		entries = append(entries, l.name(c.Label)+" at "+graders.Ms(c.At))
	}
	return entries
}

func sameOrder(l loop) bool { return slices.Equal(labels(l.want), labels(l.got)) }

func labels(calls []call) []string {
	var list []string
	for _, c := range calls {
		list = append(list, c.Label)
	}
	return list
}

// macro tells the callbacks of the phases from ticks and microtasks.
func macro(s step) bool { return s.Op != "" && !soon(s) }

func soon(s step) bool { return s.Op == "tick" || s.Op == "microtask" }

// owing lists the ticks and microtasks that a callback schedules, also by others of
// them.
func owing(steps []step) []string {
	var list []string
	for _, s := range steps {
		if soon(s) {
			list = append(append(list, s.Label), owing(s.Then)...)
		}
	}
	return list
}

func (l loop) names(list []string) string {
	var words []string
	for _, label := range list {
		words = append(words, l.name(label))
	}
	return strings.Join(words, " and ")
}
