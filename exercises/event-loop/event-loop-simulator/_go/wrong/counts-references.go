// fails: loop-liveness
package solution

import (
	"cmp"
	"slices"
	"time"
)

type Loop struct {
	now                time.Duration
	ticks, microtasks  []func()
	timers             []*Timer // in the order of their creation
	reads              []read
	immediates, closes []func()
	referenced         int
}
type Timer struct {
	fn             func()
	loop           *Loop
	due            time.Duration
	unref, cleared bool
}

type read struct {
	fn  func()
	due time.Duration
}

func NewLoop() *Loop                { return &Loop{} }
func (l *Loop) Now() time.Duration  { return l.now }
func (l *Loop) NextTick(fn func())  { l.ticks = append(l.ticks, fn) }
func (l *Loop) Microtask(fn func()) { l.microtasks = append(l.microtasks, fn) }
func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer {
	t := &Timer{fn: fn, due: l.now + max(d, time.Millisecond)}
	l.timers = append(l.timers, t)
	l.referenced++
	t.loop = l
	return t
}
func (l *Loop) ClearTimeout(t *Timer) {
	t.cleared = true
	if !t.unref {
		l.referenced--
	}
	l.timers = slices.DeleteFunc(slices.Clone(l.timers), func(other *Timer) bool { return other == t })
}
func (t *Timer) Unref() {
	t.unref = true
	t.loop.referenced--
}
func (l *Loop) SetImmediate(fn func())        { l.immediates = append(l.immediates, fn) }
func (l *Loop) IO(fn func(), d time.Duration) { l.reads = append(l.reads, read{fn, l.now + d}) }
func (l *Loop) OnClose(fn func())             { l.closes = append(l.closes, fn) }
func (l *Loop) Busy(d time.Duration)          { l.now += d }
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
	return len(l.immediates)+len(l.closes)+len(l.reads) > 0 || l.referenced > 0
}
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
func (l *Loop) fireTimers() {
	var due []*Timer
	due, l.timers = split(l.timers, func(t *Timer) bool { return t.due <= l.now })
	slices.SortStableFunc(due, func(a, b *Timer) int { return cmp.Compare(a.due, b.due) })
	for _, t := range due {
		if !t.unref && !t.cleared {
			l.referenced--
		}
		if !t.cleared {
			l.call(t.fn)
		}
	}
}

func (l *Loop) poll() {
	var ready []read
	ready, l.reads = split(l.reads, func(r read) bool { return r.due <= l.now })
	slices.SortStableFunc(ready, func(a, b read) int { return cmp.Compare(a.due, b.due) })
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
