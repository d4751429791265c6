package solution

import "time"

// Loop is an event loop with virtual time, which begins at 0. It runs callbacks
// in the order of Node's phases: timers, poll, check, close.
type Loop struct{}

// Timer is what SetTimeout returns.
type Timer struct{}

// NewLoop returns a loop with nothing to do.
func NewLoop() *Loop { return &Loop{} }

// Now returns the virtual time.
func (l *Loop) Now() time.Duration { return 0 }

// NextTick calls fn after the callback that runs, before any microtask.
func (l *Loop) NextTick(fn func()) {}

// Microtask calls fn after the callback that runs and after the ticks.
func (l *Loop) Microtask(fn func()) {}

// SetTimeout calls fn in the timers phase once d has passed; less than a
// millisecond means a millisecond.
func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer { return &Timer{} }

// ClearTimeout keeps a timer from firing.
func (l *Loop) ClearTimeout(t *Timer) {}

// Unref lets the loop end while the timer is pending.
func (t *Timer) Unref() {}

// SetImmediate calls fn in the next check phase.
func (l *Loop) SetImmediate(fn func()) {}

// IO calls fn in the first poll phase after d has passed.
func (l *Loop) IO(fn func(), d time.Duration) {}

// OnClose calls fn in the next close phase.
func (l *Loop) OnClose(fn func()) {}

// Busy lets time pass without running anything.
func (l *Loop) Busy(d time.Duration) {}

// Run calls main and then runs the phases until nothing referenced is pending.
func (l *Loop) Run(main func()) { panic("Run is not written yet") }
