// fails: check-phase-snapshot
package solution

import (
	"iter"
	"time"
)

type fifo[T any] struct{ items []T }

func (q *fifo[T]) put(v T)     { q.items = append(q.items, v) }
func (q *fifo[T]) empty() bool { return len(q.items) == 0 }
func (q *fifo[T]) live() iter.Seq[T] { // also what is added meanwhile
	return func(yield func(T) bool) {
		for len(q.items) > 0 {
			v := q.items[0]
			q.items = q.items[1:]
			if !yield(v) {
				return
			}
		}
	}
}
func (q *fifo[T]) snapshot() iter.Seq[T] {
	return func(yield func(T) bool) {
		for n := len(q.items); n > 0; n-- {
			v := q.items[0]
			q.items = q.items[1:]
			if !yield(v) {
				return
			}
		}
	}
}

type event struct {
	when time.Duration
	fn   func()
	off  bool
	weak bool
}
type agenda struct{ list []*event }

func (a *agenda) add(e *event) {
	i := len(a.list)
	for i > 0 && a.list[i-1].when > e.when {
		i--
	}
	a.list = append(a.list, nil)
	copy(a.list[i+1:], a.list[i:])
	a.list[i] = e
}
func (a *agenda) first() (time.Duration, bool) {
	for len(a.list) > 0 && a.list[0].off {
		a.list = a.list[1:]
	}
	if len(a.list) == 0 {
		return 0, false
	}
	return a.list[0].when, true
}
func (a *agenda) due(now time.Duration) iter.Seq[func()] {
	return func(yield func(func()) bool) {
		for {
			w, ok := a.first()
			if !ok || w > now {
				return
			}
			e := a.list[0]
			a.list = a.list[1:]
			if !yield(e.fn) {
				return
			}
		}
	}
}

type Loop struct {
	t                             time.Duration
	timers                        agenda
	io                            agenda
	tick, micro, immediate, close fifo[func()]
}
type Timer event

func NewLoop() *Loop                { return &Loop{} }
func (l *Loop) Now() time.Duration  { return l.t }
func (l *Loop) NextTick(fn func())  { l.tick.put(fn) }
func (l *Loop) Microtask(fn func()) { l.micro.put(fn) }
func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer {
	e := &event{when: l.t + max(d, time.Millisecond), fn: fn}
	l.timers.add(e)
	return (*Timer)(e)
}
func (l *Loop) ClearTimeout(t *Timer)         { t.off = true }
func (t *Timer) Unref()                       { t.weak = true }
func (l *Loop) SetImmediate(fn func())        { l.immediate.put(fn) }
func (l *Loop) IO(fn func(), d time.Duration) { l.io.add(&event{when: l.t + d, fn: fn}) }
func (l *Loop) OnClose(fn func())             { l.close.put(fn) }
func (l *Loop) Busy(d time.Duration)          { l.t += d }

func (l *Loop) exec(fn func()) {
	fn()
	for !l.tick.empty() || !l.micro.empty() {
		for f := range l.tick.live() {
			f()
		}
		for f := range l.micro.live() {
			f()
		}
	}
}
func (l *Loop) pending() bool {
	if len(l.io.list) > 0 || !l.immediate.empty() || !l.close.empty() {
		return true
	}
	for _, e := range l.timers.list {
		if !e.off && !e.weak {
			return true
		}
	}
	return false
}

// poll: what is ready when the phase begins
func (l *Loop) poll() iter.Seq[func()] {
	var ready fifo[func()]
	for f := range l.io.due(l.t) {
		ready.put(f)
	}
	return ready.live()
}
func (l *Loop) Run(main func()) {
	l.exec(main)
	phases := []func() iter.Seq[func()]{
		func() iter.Seq[func()] { return l.timers.due(l.t) }, l.poll, l.immediate.snapshot, l.close.live,
	}
	for l.pending() {
		ran := false
		for _, phase := range phases {
			for f := range phase() {
				ran = true
				l.exec(f)
			}
		}
		if ran || !l.pending() {
			continue
		}
		a, okA := l.timers.first()
		b, okB := l.io.first()
		switch {
		case okA && okB:
			l.t = max(l.t, min(a, b))
		case okA:
			l.t = max(l.t, a)
		case okB:
			l.t = max(l.t, b)
		}
	}
}
