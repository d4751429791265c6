package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"drill/graders"
)

// recorder turns what a harness writes into a recording. Bytes that do not carry
// the job's nonce are the learner's output; events that do not fit the state of
// their scenario are dropped. It trusts nothing and its memory is bounded by the
// job's limits.
type recorder struct {
	mark      []byte // the nonce, for a harness in a process of its own
	seal      *Seal  // for any other
	marking   marking
	limits    graders.Limits
	recording *graders.Recording
	now       func() time.Duration // since the job was sent
	begun     map[string]time.Duration
	lastRun   string // the scenario that began last: raw output is counted to it

	greeted, done bool
	broken        string // what the scenarios file itself did wrong
	traced        int64
	printed       int64
	tooMany       bool // events in one scenario
	tooLong       bool // the rest of a trace line that is too long is still to come
	stdout        lines
	stderr        lines
}

// marking is how a harness marks its messages. Its first one decides: it comes
// before the learner's code is loaded.
type marking int

const (
	undecided marking = iota
	plainly
	sealed
)

type message struct {
	Scenario string       `json:"s"`
	T        float64      `json:"t"`
	Kind     string       `json:"k"`
	Data     graders.Data `json:"d"`
}

func newRecorder(job graders.Job, nonce string, now func() time.Duration) *recorder {
	r := &recorder{
		mark: []byte(nonce + " "), seal: NewSeal(nonce), limits: job.Limits, now: now,
		begun:     map[string]time.Duration{},
		recording: &graders.Recording{Runs: map[string]*graders.Run{}},
	}
	for _, s := range job.Run {
		r.recording.Runs[s.Name] = &graders.Run{
			Scenario: s.Name, Clock: s.Clock, Input: s.Input, Outcome: graders.NotReached,
		}
	}
	r.stdout.each = r.line
	r.stderr.each = func(line []byte, whole bool) { r.print("stderr", withEnd(line, whole)) }
	return r
}

func withEnd(line []byte, whole bool) string {
	if whole {
		return string(line) + "\n"
	}
	return string(line)
}

// line reads one line of standard output. The mark may follow text that the
// learner printed without a line end.
func (r *recorder) line(line []byte, whole bool) {
	if r.tooLong {
		r.traced, r.tooLong = r.traced+int64(len(line)), !whole
		return
	}
	at, text, marked := r.marked(line, whole)
	if !marked {
		r.print("stdout", withEnd(line, whole))
		return
	}
	if at > 0 {
		r.print("stdout", string(line[:at]))
	}
	r.traced, r.tooLong = r.traced+int64(len(line)), !whole
	var m message
	if !whole || json.Unmarshal(text, &m) != nil || r.overflowing() != "" {
		return
	}
	r.event(m)
}

// marked finds the message of a line and where its mark begins.
func (r *recorder) marked(line []byte, whole bool) (at int, text []byte, ok bool) {
	if r.marking != sealed {
		if at = bytes.Index(line, r.mark); at >= 0 {
			r.marking = plainly
			return at, line[at+len(r.mark):], true
		}
	}
	if r.marking == plainly || !whole {
		return 0, nil, false
	}
	if at, text, ok = r.seal.Open(line); ok {
		r.marking = sealed
	}
	return at, text, ok
}

// event applies one message to the recording.
func (r *recorder) event(m message) {
	run := r.recording.Runs[m.Scenario]
	switch {
	case m.Kind == "@job":
		r.greeted = true
		r.recording.Environment.Runtime = graders.Clean(text(m.Data, "runtime"))
	case m.Kind == "@load" && len(r.begun) == 0:
		r.recording.Load = problem(graders.Crashed, m.Data)
	case m.Kind == "@done":
		r.done = true
	case m.Kind == "@output":
		r.printIn(run, m.T, text(m.Data, "stream"), text(m.Data, "text"))
	case m.Kind == "@broken": // also before its begin, as when the file lacks the scenario
		r.broken = fmt.Sprintf("scenario %s: %s", m.Scenario, text(m.Data, "message"))
	case run == nil:
	case m.Kind == "@begin" && run.Outcome == graders.NotReached && !r.active(m.Scenario):
		r.begun[m.Scenario], r.lastRun = r.now(), m.Scenario
	case r.active(m.Scenario) && m.Kind[:min(1, len(m.Kind))] == "@":
		r.harness(run, m)
	case r.active(m.Scenario):
		r.add(run, m)
	}
}
