// fails: phase-order
package solution

import (
	"cmp"
	"slices"
	"time"
)

// Loop is an event loop with virtual time, which begins at 0. Every callback goes
// through call, so that ticks and microtasks follow each of them; every phase takes
// its queue out before it begins, so that what is added meanwhile waits for the
// next round.
type Loop struct {
	now                time.Duration
	ticks, microtasks  []func()
	timers             []*Timer // in the order of their creation
	reads              []read
	immediates, closes []func()
}

// Timer is what SetTimeout returns.
type Timer struct {
	fn             func()
	due            time.Duration
	unref, cleared bool
}

type read struct {
	fn         func()
	due, delay time.Duration
}

// NewLoop returns a loop with nothing to do.
func NewLoop() *Loop { return &Loop{} }

// Now returns the virtual time.
func (l *Loop) Now() time.Duration { return l.now }

// NextTick calls fn after the callback that runs, before any microtask.
func (l *Loop) NextTick(fn func()) { l.ticks = append(l.ticks, fn) }

// Microtask calls fn after the callback that runs and after the ticks.
func (l *Loop) Microtask(fn func()) { l.microtasks = append(l.microtasks, fn) }

// SetTimeout calls fn in the timers phase once d has passed; less than a
// millisecond means a millisecond.
func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer {
	t := &Timer{fn: fn, due: l.now + max(d, time.Millisecond)}
	l.timers = append(l.timers, t)
	return t
}

// ClearTimeout keeps a timer from firing.
func (l *Loop) ClearTimeout(t *Timer) {
	t.cleared = true
	l.timers = slices.DeleteFunc(slices.Clone(l.timers), func(other *Timer) bool { return other == t })
}

// Unref lets the loop end while the timer is pending.
func (t *Timer) Unref() { t.unref = true }

// SetImmediate calls fn in the next check phase.
func (l *Loop) SetImmediate(fn func()) { l.immediates = append(l.immediates, fn) }

// IO calls fn in the first poll phase after d has passed.
func (l *Loop) IO(fn func(), d time.Duration) { l.reads = append(l.reads, read{fn, l.now + d, d}) }

// OnClose calls fn in the next close phase.
func (l *Loop) OnClose(fn func()) { l.closes = append(l.closes, fn) }

// Busy lets time pass without running anything.
func (l *Loop) Busy(d time.Duration) { l.now += d }

// Run calls main and then runs the phases until nothing referenced is pending.
func (l *Loop) Run(main func()) {
	l.call(main)
	for l.alive() {
		l.jump()
		l.fireTimers()
		l.poll()
		l.drain(&l.immediates)
		l.drain(&l.closes)
	}
}

func (l *Loop) call(fn func()) {
	fn()
	for len(l.ticks)+len(l.microtasks) > 0 {
		for len(l.ticks) > 0 {
			pop(&l.ticks)()
		}
		for len(l.microtasks) > 0 {
			pop(&l.microtasks)()
		}
	}
}

func (l *Loop) alive() bool {
	referenced := func(t *Timer) bool { return !t.unref }
	return len(l.immediates)+len(l.closes)+len(l.reads) > 0 || slices.ContainsFunc(l.timers, referenced)
}

// jump passes the time that a real loop would spend waiting for I/O.
func (l *Loop) jump() {
	if len(l.immediates)+len(l.closes) > 0 {
		return
	}
	var due []time.Duration
	for _, t := range l.timers {
		due = append(due, t.due)
	}
	for _, r := range l.reads {
		due = append(due, r.due)
	}
	l.now = max(l.now, slices.Min(due))
}

// fireTimers asks every timer again before it fires: another one may have
// cleared it.
func (l *Loop) fireTimers() {
	var due []*Timer
	due, l.timers = split(l.timers, func(t *Timer) bool { return t.due <= l.now })
	slices.SortStableFunc(due, func(a, b *Timer) int { return cmp.Compare(a.due, b.due) })
	for _, t := range due {
		if !t.cleared {
			l.call(t.fn)
		}
	}
}

func (l *Loop) poll() {
	var ready []read
	ready, l.reads = split(l.reads, func(r read) bool { return r.due <= l.now })
	slices.SortStableFunc(ready, func(a, b read) int { return cmp.Compare(a.delay, b.delay) })
	for _, r := range ready {
		l.call(r.fn)
	}
}

func (l *Loop) drain(queue *[]func()) {
	waiting := *queue
	*queue = nil
	for _, fn := range waiting {
		l.call(fn)
	}
}

func pop(queue *[]func()) func() {
	first := (*queue)[0]
	*queue = (*queue)[1:]
	return first
}

func split[T any](list []T, match func(T) bool) (matching, rest []T) {
	for _, item := range list {
		if match(item) {
			matching = append(matching, item)
		} else {
			rest = append(rest, item)
		}
	}
	return matching, rest
}
