package main

import (
	"encoding/json"
	"io"
	"sync"
)

type data map[string]any

type event struct {
	Scenario string  `json:"s"`
	T        float64 `json:"t"`
	Kind     string  `json:"k"`
	Data     data    `json:"d,omitempty"`
}

// trace writes lines that drill reads.
type trace struct {
	mu    sync.Mutex
	out   io.Writer
	nonce string
	held  []byte // whole lines
}

func newTrace(out io.Writer, nonce string) *trace { return &trace{out: out, nonce: nonce} }

func (t *trace) send(e event) {
	line, err := json.Marshal(e)
	if err != nil {
		line, _ = json.Marshal(event{Scenario: e.Scenario, T: e.T, Kind: e.Kind})
	}
	t.raw(line)
}

// raw forwards an event that is JSON already.
func (t *trace) raw(event []byte) {
	t.hold(event)
	t.flush()
}

// hold forwards an event with the next flush: events come many at a time, and a write
// for each takes longer than all else that is done with it.
func (t *trace) hold(event []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.held = append(append(t.held, t.nonce...), ' ')
	t.held = append(append(t.held, event...), '\n')
}

// flush writes what is held. A failed write means that nobody listens any more; the
// sandbox is about to be ended.
func (t *trace) flush() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.held) > 0 {
		_, _ = t.out.Write(t.held)
		t.held = t.held[:0]
	}
}
