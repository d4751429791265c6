package graders

import (
	"encoding/json"
	"time"
)

// Recording is what a sandbox saw of one job.
type Recording struct {
	// Runs has an entry for each scenario of the job, also for those that were
	// never reached.
	Runs map[string]*Run
	// Load is set when the solution could not be loaded at all: a compile error,
	// an error at import, a missing export, a time-out while loading.
	Load *Problem
	// Output is what the learner printed outside any scenario.
	Output []Output
	// Environment says where the job ran.
	Environment Environment
}

// Environment identifies the sandbox for the report.
type Environment struct {
	Sandbox   string `json:"sandbox"`             // docker or local
	Image     string `json:"image,omitempty"`     // name of the runner image
	Digest    string `json:"digest,omitempty"`    // its content digest
	Runtime   string `json:"runtime,omitempty"`   // such as "node v20.20.2"
	Confined  string `json:"confined,omitempty"`  // such as "landlock 7" or "none"
	Spare     bool   `json:"spare,omitempty"`     // a sandbox booted ahead was used
	Container string `json:"container,omitempty"` // identifier, for fault reports
}

// Run is the record of one scenario.
type Run struct {
	Scenario string          `json:"scenario"`
	Clock    Clock           `json:"clock"`
	Input    json.RawMessage `json:"input"`
	Events   []Event         `json:"events"`
	Output   []Output        `json:"output,omitempty"`
	Outcome  Outcome         `json:"outcome"`
	// Problem explains an outcome other than Ended.
	Problem *Problem `json:"problem,omitempty"`
	// Leaked counts the solution's goroutines that were left when a virtual-clock Go
	// scenario had ended, before its context was cancelled.
	Leaked int `json:"leaked,omitempty"`
	// Left says what those wait for and where.
	Left string `json:"left,omitempty"`
	// Wall is the real time from the scenario's begin to its end, as it arrived.
	Wall time.Duration `json:"wall"`
	// Alone is set when the scenario ran in a process of its own.
	Alone bool `json:"alone,omitempty"`

	first int    // where a round's events begin in the run that it was cut out of
	index *index // of the events, while the run is judged
	watch *watch // over the check that looks at it
}

// Event is one thing that was seen.
type Event struct {
	// T is the scenario's own time since its begin, in milliseconds.
	T float64 `json:"t"`
	// Arrived is when the judge read the event, since the job was sent. Events that
	// travelled together, as they do on the virtual clock, have the same.
	Arrived time.Duration `json:"arrived"`
	Kind    string        `json:"kind"`
	Data    Data          `json:"data,omitempty"`
}

// Data is the content of an event.
type Data map[string]any

// Kinds of events that a harness emits by itself. A scenario cannot emit a kind
// that begins with "@".
const (
	KindUncaught  = "@uncaught"  // an error nobody caught: message, stack, file, line
	KindUnhandled = "@unhandled" // a promise rejection nobody handled: the same
	KindOutput    = "@output"    // the learner printed: stream, text
)

// Output is a piece of what the learner printed.
type Output struct {
	T      float64 `json:"t"`
	Stream string  `json:"stream"` // stdout or stderr
	Text   string  `json:"text"`
}

// Outcome says how a run came to its end.
type Outcome string

// The outcomes of a run. Only Ended runs can satisfy a check.
const (
	Ended       Outcome = "ended"
	Stuck       Outcome = "stuck"       // nothing was left to run and the scenario still waited
	Crashed     Outcome = "crashed"     // an uncaught error or a panic
	Exited      Outcome = "exited"      // the process went away before the end
	TimedOut    Outcome = "timed-out"   // over Limits.Wall, Load or CPU
	OutOfMemory Outcome = "memory"      // over Limits.Memory
	Overflowed  Outcome = "output"      // over Limits.Output, Trace or Events
	NotReached  Outcome = "not-reached" // an earlier scenario took the process down
)

// Problem is an error in the learner's code, at a place in the learner's file.
type Problem struct {
	Outcome Outcome `json:"outcome"`
	Message string  `json:"message"`
	File    string  `json:"file,omitempty"`   // base name of the learner's file
	Line    int     `json:"line,omitempty"`   // from 1; 0 means unknown
	Column  int     `json:"column,omitempty"` // from 1; 0 means unknown
	Stack   string  `json:"stack,omitempty"`
}
