package solution

import (
	"maps"
	"slices"
	"time"
)

type Timer struct {
	fn            func()
	pending, weak bool
}

// Loop keeps a list of callbacks for every moment and goes on to the next one that has
// some.
type Loop struct {
	now            time.Duration
	due            map[time.Duration][]*Timer
	ready          map[time.Duration][]func()
	first, second  []func() // ticks and microtasks
	checks, closes []func()
}

func NewLoop() *Loop {
	return &Loop{due: map[time.Duration][]*Timer{}, ready: map[time.Duration][]func(){}}
}

func (l *Loop) Now() time.Duration     { return l.now }
func (l *Loop) Busy(d time.Duration)   { l.now += d }
func (l *Loop) NextTick(fn func())     { l.first = append(l.first, fn) }
func (l *Loop) Microtask(fn func())    { l.second = append(l.second, fn) }
func (l *Loop) SetImmediate(fn func()) { l.checks = append(l.checks, fn) }
func (l *Loop) OnClose(fn func())      { l.closes = append(l.closes, fn) }
func (l *Loop) ClearTimeout(t *Timer)  { t.pending = false }
func (t *Timer) Unref()                { t.weak = true }

func (l *Loop) IO(fn func(), d time.Duration) {
	l.ready[l.now+d] = append(l.ready[l.now+d], fn)
}

func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer {
	t, at := &Timer{fn: fn, pending: true}, l.now+max(time.Millisecond, d)
	l.due[at] = append(l.due[at], t)
	return t
}

func (l *Loop) Run(main func()) {
	l.macro(main)
	for l.alive() {
		if l.round() == 0 {
			l.now = l.next()
		}
	}
}

func (l *Loop) next() time.Duration {
	return slices.Min(slices.AppendSeq(slices.Collect(maps.Keys(l.due)), maps.Keys(l.ready)))
}

// round runs the phases once and returns the number of callbacks.
func (l *Loop) round() (ran int) {
	for _, t := range come(l.due, l.now) {
		if t.pending {
			t.pending = false
			ran++
			l.macro(t.fn)
		}
	}
	phases := []func() []func(){
		func() []func() { return come(l.ready, l.now) },
		func() []func() { return swap(&l.checks) },
		func() []func() { return swap(&l.closes) },
	}
	for _, phase := range phases {
		for _, fn := range phase() {
			ran++
			l.macro(fn)
		}
	}
	return ran
}

func (l *Loop) macro(fn func()) {
	fn()
	for len(l.first) > 0 || len(l.second) > 0 {
		queue := &l.first
		if len(l.first) == 0 {
			queue = &l.second
		}
		for len(*queue) > 0 {
			next := (*queue)[0]
			*queue = (*queue)[1:]
			next()
		}
	}
}

func (l *Loop) alive() bool {
	for _, timers := range l.due {
		if slices.ContainsFunc(timers, func(t *Timer) bool { return t.pending && !t.weak }) {
			return true
		}
	}
	return len(l.ready)+len(l.checks)+len(l.closes) > 0
}

// come takes what belongs to moments up to now, in the order of the moments.
func come[T any](moments map[time.Duration][]T, now time.Duration) []T {
	var past []time.Duration
	for at := range moments {
		if at <= now {
			past = append(past, at)
		}
	}
	slices.Sort(past)
	var all []T
	for _, at := range past {
		all = append(all, moments[at]...)
		delete(moments, at)
	}
	return all
}

func swap(queue *[]func()) []func() {
	fns := *queue
	*queue = nil
	return fns
}
