// Package scenario is the inside half of an exercise's hidden test in Go: it is
// linked into one binary with the learner's package and the exercise's
// scenarios.go, which hands [Main] a [Table] of functions. A scenario drives the
// solution and emits what it sees; it never judges.
package scenario

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Table maps the names of an exercise's scenarios to their functions.
type Table map[string]func(*S)

// Data is the content of an event.
type Data map[string]any

// S is a running scenario. All methods may be called from several goroutines.
type S struct {
	name    string
	input   json.RawMessage
	virtual bool
	begin   time.Time
	ctx     context.Context // ends last
	serving context.Context // ends when the scenario's function has returned
	turn    chan struct{}   // held by the goroutine in Wait
	out     *recorder
	emitted atomic.Int64

	mu   sync.Mutex
	refs map[any]int
}

// Input decodes the scenario's input, drawn by the judge, into v. An input that
// does not fit is a fault of the exercise and ends the scenario.
func (s *S) Input(v any) {
	if err := json.Unmarshal(s.input, v); err != nil {
		s.broken(fmt.Sprintf("the input does not decode into %T: %v", v, err))
	}
}

// Emit records an event. The data is copied at once into plain values: bytes
// and errors become marked objects, a [time.Duration] becomes milliseconds. It
// panics when the kind begins with "@", which is the harness's own mark.
func (s *S) Emit(kind string, data Data) {
	if strings.HasPrefix(kind, "@") {
		panic("scenario: the kind " + kind + " is reserved for the harness")
	}
	s.emitted.Add(1)
	s.send(kind, data)
}

// Now is the time since the scenario began, on the scenario's clock.
func (s *S) Now() time.Duration { return time.Since(s.begin) }

// Sleep waits on the scenario's clock; virtual time passes at once.
func (s *S) Sleep(d time.Duration) { time.Sleep(d) }

// Pass lets time pass on the scenario's clock and then waits until nothing moves, as
// [S.Wait] does. A solution that polls by sleeping is blocked at once, so that Wait
// alone returns before it has looked: give it the time that it may take.
func (s *S) Pass(d time.Duration) {
	s.Sleep(d)
	s.Wait()
}

// Context is cancelled when the scenario's function has returned, nothing moves any
// more, and the goroutines that are left were counted: one that waits for it is left.
func (s *S) Context() context.Context { return s.ctx }

// Go runs f in a goroutine of the scenario's.
func (s *S) Go(f func()) { go f() }

// Wait blocks until nothing moves any more. On the virtual clock every other
// goroutine is durably blocked then, without any time having passed. On the real
// clock nothing was emitted for 40 turns of the scheduler of half a millisecond.
// Goroutines that wait at the same time take turns.
func (s *S) Wait() {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if s.virtual {
		bubbleWait()
		return
	}
	for quiet, seen := 0, s.emitted.Load(); quiet < 40; quiet++ {
		time.Sleep(500 * time.Microsecond)
		if now := s.emitted.Load(); now != seen {
			quiet, seen = 0, now
		}
	}
}

// Call runs f and emits "settled" with the label as "call" and with "error",
// which is null for success, or "panic", the value that f panicked with. It
// returns f's error.
func (s *S) Call(label string, f func() error) (err error) {
	if panicked := Catch(func() { err = f() }); panicked != nil {
		s.Emit("settled", Data{"call": label, "panic": panicked})
		return nil
	}
	s.Emit("settled", Data{"call": label, "error": err})
	return err
}

// Catch runs f and returns the value that f panicked with, nil if it did not.
func Catch(f func()) (panicked any) {
	defer func() { panicked = recover() }()
	f()
	return nil
}
