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

// trace writes lines that drill reads. Each line is one write.
type trace struct {
	mu    sync.Mutex
	out   io.Writer
	nonce string
}

func newTrace(out io.Writer, nonce string) *trace { return &trace{out: out, nonce: nonce} }

func (t *trace) send(e event) {
	line, err := json.Marshal(e)
	if err != nil {
		line, _ = json.Marshal(event{Scenario: e.Scenario, T: e.T, Kind: e.Kind})
	}
	t.raw(line)
}

// raw forwards an event that is JSON already. A failed write means that nobody
// listens any more; the sandbox is about to be ended.
func (t *trace) raw(event []byte) {
	line := make([]byte, 0, len(t.nonce)+len(event)+2)
	line = append(append(append(line, t.nonce...), ' '), event...)
	t.mu.Lock()
	defer t.mu.Unlock()
	_, _ = t.out.Write(append(line, '\n'))
}
