package main

import (
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"phases":     runAll,
		"ticks":      runAll,
		"neighbours": runAll,
		"snapshots":  runAll,
		"timers":     runAll,
		"alive":      runAll,
	})
}

type step struct {
	Op, Label string
	Ms        float64
	Unref     bool
	Then      []step
}

// program runs on a loop of its own, made before any runs; every callback says that it
// was called.
type program struct {
	s      *scenario.S
	loop   *solution.Loop
	timers map[string]*solution.Timer
}

func runAll(s *scenario.S) {
	var in struct{ Programs [][]step }
	s.Input(&in)
	programs := make([]program, len(in.Programs))
	for i := range programs {
		programs[i] = program{s, solution.NewLoop(), map[string]*solution.Timer{}}
	}
	for i, p := range programs {
		s.Emit("loop", scenario.Data{"at": p.loop.Now()})
		p.loop.Run(func() { p.perform(in.Programs[i]) })
		p.called("the end")
	}
}

func (p program) called(label string) {
	p.s.Emit("call", scenario.Data{"label": label, "at": p.loop.Now()})
}

func (p program) perform(steps []step) {
	for _, s := range steps {
		d := time.Duration(s.Ms * float64(time.Millisecond))
		callback := func() {
			p.called(s.Label)
			p.perform(s.Then)
		}
		switch s.Op {
		case "tick":
			p.loop.NextTick(callback)
		case "microtask":
			p.loop.Microtask(callback)
		case "immediate":
			p.loop.SetImmediate(callback)
		case "close":
			p.loop.OnClose(callback)
		case "io":
			p.loop.IO(callback, d)
		case "busy":
			p.loop.Busy(d)
		case "unref":
			p.timers[s.Label].Unref()
		case "clear":
			p.loop.ClearTimeout(p.timers[s.Label])
		case "timer":
			p.timers[s.Label] = p.loop.SetTimeout(callback, d)
			if s.Unref {
				p.timers[s.Label].Unref()
			}
		}
	}
}
