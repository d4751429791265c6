package sandbox

import (
	"fmt"
	"time"

	"drill/graders"
)

// note keeps the deadlines in step with what was recorded.
func (d *drive) note(now time.Time) {
	for _, s := range d.job.Run {
		_, known := d.deadlines[s.Name]
		switch active := d.recorder.active(s.Name); {
		case active && !known:
			d.deadlines[s.Name] = now.Add(s.Wall)
		case !active && known:
			delete(d.deadlines, s.Name)
			d.idleUntil = now.Add(d.job.Limits.Load + grace)
		}
	}
}

// nextDeadline is when the process must have shown progress. Between scenarios
// the harness loads the solution anew.
func (d *drive) nextDeadline() time.Time {
	if len(d.deadlines) == 0 {
		return d.idleUntil
	}
	var next time.Time
	for _, at := range d.deadlines {
		if d.job.Language == graders.Go {
			at = at.Add(grace) // its runner ends the one scenario and goes on
		}
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	return next
}

func (d *drive) expire() {
	why := fmt.Sprintf("loading took longer than %v", d.job.Limits.Load)
	for _, s := range d.job.Run {
		if at, under := d.deadlines[s.Name]; under && !time.Now().Before(at) {
			why = fmt.Sprintf("it did not end within %v", s.Wall)
			break
		}
	}
	d.kill(graders.TimedOut, why)
}

func (d *drive) kill(outcome graders.Outcome, why string) {
	if d.killed == "" && !d.recorder.done {
		d.killedBy, d.killed = outcome, why
	}
	d.process.Kill()
}
