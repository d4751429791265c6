// fails: loop-liveness
package solution

import (
	"container/heap"
	"container/list"
	"time"
)

// agenda is a heap by due time, then by creation.
type agenda []*Timer

func (a agenda) Len() int      { return len(a) }
func (a agenda) Swap(i, k int) { a[i], a[k] = a[k], a[i] }
func (a agenda) Less(i, k int) bool {
	return a[i].at < a[k].at || a[i].at == a[k].at && a[i].id < a[k].id
}
func (a *agenda) Push(t any) { *a = append(*a, t.(*Timer)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

type Timer struct {
	loop *Loop
	fn   func() // nil once cleared
	at   time.Duration
	id   int
	weak bool
}

// Loop waits in its poll phase and fires timers at the end of a round.
type Loop struct {
	now         time.Duration
	made, alive int // alive counts what keeps the loop going
	timers, io  agenda
	tick, micro *list.List
	queues      [2][]func()
}

func NewLoop() *Loop {
	return &Loop{tick: list.New(), micro: list.New()}
}

func (l *Loop) Now() time.Duration     { return l.now }
func (l *Loop) Busy(d time.Duration)   { l.now += d }
func (l *Loop) NextTick(fn func())     { l.tick.PushBack(fn) }
func (l *Loop) Microtask(fn func())    { l.micro.PushBack(fn) }
func (l *Loop) SetImmediate(fn func()) { l.queues[0] = append(l.queues[0], fn); l.alive++ }
func (l *Loop) OnClose(fn func())      { l.queues[1] = append(l.queues[1], fn); l.alive++ }

func (l *Loop) IO(fn func(), d time.Duration) { l.plan(&l.io, fn, d) }

func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer {
	if d < time.Millisecond {
		d = time.Millisecond
	}
	return l.plan(&l.timers, fn, d)
}

func (l *Loop) plan(a *agenda, fn func(), d time.Duration) *Timer {
	l.made++
	l.alive++
	t := &Timer{loop: l, fn: fn, at: l.now + d, id: l.made}
	heap.Push(a, t)
	return t
}

func (t *Timer) Unref() {
	t.weak = true
	t.loop.alive--
}

func (l *Loop) ClearTimeout(t *Timer) {
	if t.fn != nil && !t.weak {
		l.alive--
	}
	t.fn = nil
}

func (l *Loop) Run(main func()) {
	l.call(main)
	l.fire()
	for l.alive > 0 {
		l.poll()
		for i := range l.queues {
			fns := l.queues[i]
			l.queues[i] = nil
			for _, fn := range fns {
				l.alive--
				l.call(fn)
			}
		}
		l.fire()
	}
}

func (l *Loop) poll() {
	if len(l.queues[0])+len(l.queues[1]) == 0 {
		l.wait()
	}
	var ready []func()
	for l.io.Len() > 0 && l.io[0].at <= l.now {
		ready = append(ready, heap.Pop(&l.io).(*Timer).fn)
	}
	for _, fn := range ready {
		l.alive--
		l.call(fn)
	}
}

func (l *Loop) wait() {
	l.skipCleared()
	switch {
	case l.io.Len() == 0:
		l.now = max(l.now, l.timers[0].at)
	case l.timers.Len() == 0 || l.io[0].at < l.timers[0].at:
		l.now = max(l.now, l.io[0].at)
	default:
		l.now = max(l.now, l.timers[0].at)
	}
}

func (l *Loop) skipCleared() {
	for l.timers.Len() > 0 && l.timers[0].fn == nil {
		heap.Pop(&l.timers)
	}
}

func (l *Loop) fire() {
	for l.skipCleared(); l.timers.Len() > 0 && l.timers[0].at <= l.now; l.skipCleared() {
		t := heap.Pop(&l.timers).(*Timer)
		fn := t.fn
		l.ClearTimeout(t)
		l.call(fn)
	}
}

func (l *Loop) call(fn func()) {
	fn()
	for {
		switch {
		case l.tick.Len() > 0:
			l.tick.Remove(l.tick.Front()).(func())()
		case l.micro.Len() == 0:
			return
		default:
			for l.micro.Len() > 0 {
				l.micro.Remove(l.micro.Front()).(func())()
			}
		}
	}
}
