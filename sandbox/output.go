package sandbox

import (
	"fmt"

	"drill/graders"
)

// print records what the learner wrote past the harness.
func (r *recorder) print(stream, text string) {
	if text == "\n" { // nothing to show, but no way around the limit either
		r.printed++
		return
	}
	if text != "" {
		r.printIn(r.recording.Runs[r.lastRun], 0, stream, text)
	}
}

// printIn records a piece of output for a scenario, or for none. Only as much as
// the limit allows is kept.
func (r *recorder) printIn(run *graders.Run, t float64, stream, text string) {
	room := r.limits.Output - r.printed
	r.printed += int64(len(text))
	if room <= 0 {
		return
	}
	text = text[:min(int64(len(text)), room)]
	if stream != "stderr" {
		stream = "stdout"
	}
	piece := graders.Output{T: t, Stream: stream, Text: graders.Clean(text)}
	if run == nil {
		r.recording.Output = append(r.recording.Output, piece)
		return
	}
	run.Output = append(run.Output, piece)
}

// overflowing says which limit on output and events is exceeded, if any.
func (r *recorder) overflowing() string {
	switch {
	case r.printed > r.limits.Output:
		return "it printed more than " + size(r.limits.Output)
	case r.traced > r.limits.Trace:
		return "more happened than can be recorded: over " + size(r.limits.Trace) + " of events"
	case r.tooMany:
		return fmt.Sprintf("more happened than can be recorded: over %d events in one scenario", r.limits.Events)
	}
	return ""
}
