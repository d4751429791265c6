package sandbox

import (
	"errors"
	"fmt"
	"strings"

	"drill/graders"
)

// ErrBroken is a fault in an exercise's own scenario code.
var ErrBroken = errors.New("the exercise is broken")

// conclude gives every scenario that was under way the outcome that the end of
// the process explains.
func (d *drive) conclude(exit Exit, sent error) (*graders.Recording, error) {
	r := d.recorder
	if r.broken != "" {
		return nil, fmt.Errorf("%w: %s", ErrBroken, r.broken)
	}
	if !r.greeted {
		return nil, fmt.Errorf("the harness did not answer (exit code %d): %w%s", exit.Code, errors.Join(sent, ErrNotAcknowledged), d.said())
	}
	if r.done || r.recording.Load != nil {
		return r.recording, nil
	}
	outcome, why := d.explain(exit)
	under := false
	for _, s := range d.job.Run {
		if r.active(s.Name) {
			under = true
			r.finish(r.recording.Runs[s.Name], outcome, graders.Data{"message": why})
		}
	}
	if !under && len(r.begun) == 0 {
		r.recording.Load = &graders.Problem{Outcome: outcome, Message: why}
	}
	return r.recording, nil
}

// ErrNotAcknowledged marks a fault that happened before the harness began: the
// solution has not run, so the job can be tried again.
var ErrNotAcknowledged = errors.New("no job was acknowledged")

func (d *drive) explain(exit Exit) (graders.Outcome, string) {
	switch {
	case d.killed != "":
		return d.killedBy, d.killed
	case exit.OutOfMemory || d.heapExhausted():
		return graders.OutOfMemory, "it used more than " + size(d.job.Limits.Memory) + " of memory"
	case exit.OutOfCPU:
		return graders.TimedOut, fmt.Sprintf("it used more than %v of processor time", d.job.Limits.CPU)
	case exit.OutOfDisk:
		return graders.Exited, "it wrote more than " + size(d.job.Limits.Disk) + " to its folder"
	case exit.TooManyProcesses:
		return graders.Exited, fmt.Sprintf("it started more than %d processes and threads", d.job.Limits.Processes)
	}
	return graders.Exited, fmt.Sprintf("the process ended early, with exit code %d", exit.Code)
}

// heapExhausted recognises V8's own end, which leaves the container's limit
// untouched. A learner who prints the same words only renames a failure.
func (d *drive) heapExhausted() bool {
	const words = "heap out of memory"
	return strings.Contains(d.printed(), words)
}

func (d *drive) printed() string {
	var all strings.Builder
	for _, piece := range d.recorder.recording.Output {
		all.WriteString(piece.Text)
	}
	for _, run := range d.recorder.recording.Runs {
		for _, piece := range run.Output {
			all.WriteString(piece.Text)
		}
	}
	return all.String()
}

// said quotes the beginning of what a harness that failed to boot printed.
func (d *drive) said() string {
	text := strings.TrimSpace(d.printed())
	if text == "" {
		return ""
	}
	return ": " + text[:min(len(text), 300)]
}

func size(bytes int64) string {
	switch {
	case bytes >= 1<<20 && bytes%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", bytes>>20)
	case bytes >= 1<<10 && bytes%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", bytes>>10)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
