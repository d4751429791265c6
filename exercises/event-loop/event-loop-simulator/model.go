package eventloopsimulator

import (
	"cmp"
	"slices"
)

const (
	longestDelay = 1<<31 - 1 // ms, in JavaScript's timers
	theEnd       = "the end"
)

// call is one callback that ran, and when.
type call struct {
	Label string
	At    float64 // virtual ms
}

// model runs a program as Node would: what a solution is compared with. Programs
// stay within what the prompt settles.
type model struct {
	now                               float64
	calls                             []call
	ticks, microtasks, checks, closes []step
	timers, reads                     []due
}

type due struct {
	step
	at float64
}

// expected returns the calls of a program in order, the last of which stands for
// the end of the loop.
func expected(program []step) []call {
	m := &model{}
	m.after(program)
	for m.alive() {
		m.wait()
		m.fire()
		m.poll()
		m.all(&m.checks)
		m.all(&m.closes)
	}
	return append(m.calls, call{theEnd, m.now})
}

func (m *model) call(s step) {
	m.calls = append(m.calls, call{s.Label, m.now})
	m.do(s.Then)
}

// after does what one callback does, and what comes after every callback.
func (m *model) after(steps []step) {
	m.do(steps)
	for len(m.ticks)+len(m.microtasks) > 0 {
		for len(m.ticks) > 0 {
			m.call(take(&m.ticks))
		}
		for len(m.microtasks) > 0 {
			m.call(take(&m.microtasks))
		}
	}
}

func (m *model) macro(s step) {
	m.calls = append(m.calls, call{s.Label, m.now})
	m.after(s.Then)
}

func (m *model) do(steps []step) {
	for _, s := range steps {
		switch s.Op {
		case "tick":
			m.ticks = append(m.ticks, s)
		case "microtask":
			m.microtasks = append(m.microtasks, s)
		case "immediate":
			m.checks = append(m.checks, s)
		case "close":
			m.closes = append(m.closes, s)
		case "io":
			m.reads = append(m.reads, due{s, m.now + s.Ms})
		case "timer":
			if s.Ms < 1 || s.Ms > longestDelay {
				s.Ms = 1
			}
			m.timers = append(m.timers, due{s, m.now + s.Ms})
		case "busy":
			m.now += s.Ms
		case "unref":
			for i := range m.timers {
				m.timers[i].Unref = m.timers[i].Unref || m.timers[i].Label == s.Label
			}
		case "clear":
			m.timers = slices.DeleteFunc(m.timers, func(t due) bool { return t.Label == s.Label })
		}
	}
}

func (m *model) alive() bool {
	referenced := func(t due) bool { return !t.Unref }
	return len(m.checks)+len(m.closes)+len(m.reads) > 0 || slices.ContainsFunc(m.timers, referenced)
}

// wait jumps to what is due next when nothing else can run.
func (m *model) wait() {
	if len(m.checks)+len(m.closes) > 0 {
		return
	}
	m.now = max(m.now, earliest(slices.Concat(m.timers, m.reads)).at)
}

func (m *model) fire() {
	for len(m.timers) > 0 && earliest(m.timers).at <= m.now {
		next := earliest(m.timers)
		m.timers = slices.DeleteFunc(m.timers, func(t due) bool { return t.Label == next.Label })
		m.macro(next.step)
	}
}

func (m *model) poll() {
	now, reads := m.now, m.reads
	m.reads = slices.DeleteFunc(slices.Clone(reads), func(r due) bool { return r.at <= now })
	for _, r := range reads {
		if r.at <= now {
			m.macro(r.step)
		}
	}
}

func (m *model) all(queue *[]step) {
	steps := *queue
	*queue = nil
	for _, s := range steps {
		m.macro(s)
	}
}

func take(queue *[]step) step {
	first := (*queue)[0]
	*queue = (*queue)[1:]
	return first
}

// earliest is the first of those that are due first.
func earliest(list []due) due {
	return slices.MinFunc(list, func(a, b due) int { return cmp.Compare(a.at, b.at) })
}
