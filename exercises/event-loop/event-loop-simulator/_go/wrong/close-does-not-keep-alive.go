// fails: loop-liveness
package solution

import (
	"container/heap"
	"time"
)

type item struct {
	at      time.Duration
	seq     int
	fn      func()
	cleared bool
	unref   bool
	done    bool
	isTimer bool
}
type pq []*item

func (q pq) Len() int { return len(q) }
func (q pq) Less(i, j int) bool {
	if q[i].at != q[j].at {
		return q[i].at < q[j].at
	}
	return q[i].seq < q[j].seq
}
func (q pq) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *pq) Push(x any)   { *q = append(*q, x.(*item)) }
func (q *pq) Pop() any {
	o := *q
	x := o[len(o)-1]
	*q = o[:len(o)-1]
	return x
}

type Loop struct {
	now        time.Duration
	seq        int
	timers     pq
	ios        pq
	ticks      []func()
	micros     []func()
	immediates []func()
	closes     []func()
}

type Timer struct{ it *item }

func NewLoop() *Loop                { return &Loop{} }
func (l *Loop) Now() time.Duration  { return l.now }
func (l *Loop) NextTick(fn func())  { l.ticks = append(l.ticks, fn) }
func (l *Loop) Microtask(fn func()) { l.micros = append(l.micros, fn) }
func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer {
	d = max(d, time.Millisecond)
	l.seq++
	it := &item{at: l.now + d, seq: l.seq, fn: fn, isTimer: true}
	heap.Push(&l.timers, it)
	return &Timer{it}
}
func (l *Loop) ClearTimeout(t *Timer) {
	if t != nil && t.it != nil {
		t.it.cleared = true
	}
}
func (t *Timer) Unref()                { t.it.unref = true }
func (l *Loop) SetImmediate(fn func()) { l.immediates = append(l.immediates, fn) }
func (l *Loop) IO(fn func(), d time.Duration) {
	l.seq++
	heap.Push(&l.ios, &item{at: l.now + max(d, 0), seq: l.seq, fn: fn})
}
func (l *Loop) OnClose(fn func())    { l.closes = append(l.closes, fn) }
func (l *Loop) Busy(d time.Duration) { l.now += d }

func (l *Loop) call(fn func()) {
	fn()
	l.drain()
}
func (l *Loop) drain() {
	for len(l.ticks)+len(l.micros) > 0 {
		for len(l.ticks) > 0 {
			f := l.ticks[0]
			l.ticks = l.ticks[1:]
			f()
		}
		for len(l.micros) > 0 {
			f := l.micros[0]
			l.micros = l.micros[1:]
			f()
		}
	}
}
func (l *Loop) purge() {
	for len(l.timers) > 0 && l.timers[0].cleared {
		heap.Pop(&l.timers)
	}
}
func (l *Loop) alive() bool {
	if len(l.ios)+len(l.immediates) > 0 {
		return true
	}
	for _, t := range l.timers {
		if !t.cleared && !t.unref {
			return true
		}
	}
	return false
}

func (l *Loop) Run(main func()) {
	l.call(main)
	for l.alive() {
		// timers: re-evaluated, so a timer that becomes due now fires too
		for l.purge(); len(l.timers) > 0 && l.timers[0].at <= l.now; l.purge() {
			t := heap.Pop(&l.timers).(*item)
			l.call(t.fn)
		}
		var ready []*item
		for len(l.ios) > 0 && l.ios[0].at <= l.now {
			ready = append(ready, heap.Pop(&l.ios).(*item))
		}
		for _, r := range ready {
			l.call(r.fn)
		}
		im := l.immediates
		l.immediates = nil
		for _, f := range im {
			l.call(f)
		}
		cl := l.closes
		l.closes = nil
		for _, f := range cl {
			l.call(f)
		}
		if !l.alive() {
			return
		}
		if len(l.immediates)+len(l.closes) > 0 {
			continue
		}
		l.purge()
		next := time.Duration(-1)
		if len(l.timers) > 0 {
			next = l.timers[0].at
		}
		if len(l.ios) > 0 && (next < 0 || l.ios[0].at < next) {
			next = l.ios[0].at
		}
		if next > l.now {
			l.now = next
		}
	}
}
