package sandbox

import (
	"fmt"
	"time"

	"drill/graders"
)

// harness applies what a harness says about a scenario that is under way.
func (r *recorder) harness(run *graders.Run, m message) {
	switch m.Kind {
	case "@end":
		if leaked, ok := m.Data["leaked"].(float64); ok {
			run.Leaked, run.Left = int(leaked), graders.Clean(text(m.Data, "message"))
		}
		r.finish(run, graders.Ended, nil)
	case "@stuck":
		r.finish(run, graders.Stuck, m.Data)
	case "@crash":
		r.finish(run, graders.Crashed, m.Data)
	case "@timeout":
		r.finish(run, graders.TimedOut, m.Data)
	case "@exit":
		r.finish(run, graders.Exited, m.Data)
	case graders.KindUncaught, graders.KindUnhandled:
		r.add(run, m)
	}
}

// add records an event, unless there are too many or its time cannot be true.
func (r *recorder) add(run *graders.Run, m message) {
	if r.tooMany = len(run.Events) >= r.limits.Events; r.tooMany {
		return
	}
	arrived := r.now()
	if why := r.untrue(run, m.T, arrived); why != "" {
		r.finish(run, graders.Exited, graders.Data{"message": why})
		return
	}
	run.Events = append(run.Events, graders.Event{T: m.T, Arrived: arrived, Kind: m.Kind, Data: m.Data})
}

// slack is how far a real clock inside a sandbox may be ahead of ours, which
// starts when the begin of the scenario arrives.
const slack = 250 * time.Millisecond

func (r *recorder) untrue(run *graders.Run, t float64, arrived time.Duration) string {
	if n := len(run.Events); n > 0 && t < run.Events[n-1].T || t < 0 {
		return "the trace's time runs backwards"
	}
	passed := float64(arrived-r.begun[run.Scenario]) / float64(time.Millisecond)
	if run.Clock == graders.Real && t > passed+float64(slack/time.Millisecond) {
		return fmt.Sprintf("the trace claims %.0f ms where %.0f ms passed", t, passed)
	}
	return ""
}

func (r *recorder) finish(run *graders.Run, outcome graders.Outcome, data graders.Data) {
	run.Outcome, run.Wall = outcome, r.now()-r.begun[run.Scenario]
	if outcome != graders.Ended {
		run.Problem = problem(outcome, data)
	}
}

// active reports whether the scenario has begun and not come to an end.
func (r *recorder) active(scenario string) bool {
	_, begun := r.begun[scenario]
	return begun && r.recording.Runs[scenario].Outcome == graders.NotReached
}

func text(data graders.Data, field string) string {
	s, _ := data[field].(string)
	return s
}

func problem(outcome graders.Outcome, data graders.Data) *graders.Problem {
	place := func(field string) int {
		n, _ := data[field].(float64)
		return max(0, int(n))
	}
	return &graders.Problem{
		Outcome: outcome, Message: graders.Clean(text(data, "message")), Stack: graders.Clean(text(data, "stack")),
		File: graders.Clean(text(data, "file")), Line: place("line"), Column: place("column"),
	}
}
