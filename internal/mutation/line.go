package mutation

import "sync"

// line hands results over in the order of their targets.
type line struct {
	done func(Result)

	mu      sync.Mutex
	waiting []*target
	results map[*target]Result
}

func newLine(targets []*target, done func(Result)) *line {
	return &line{done: done, waiting: targets, results: map[*target]Result{}}
}

func (l *line) add(t *target, r Result) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.results[t] = r
	for len(l.waiting) > 0 {
		next, ready := l.results[l.waiting[0]]
		if !ready {
			return
		}
		l.waiting = l.waiting[1:]
		l.done(next)
	}
}
