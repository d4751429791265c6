package verify

import (
	"cmp"
	"slices"
	"sync"

	"drill/graders"
)

// work is an exercise that is being proven.
type work struct {
	proof    Proof
	portions []portion
	left     int // portions without results
}

func newWork(e *graders.Exercise, o Options) *work {
	w := &work{proof: Proof{Exercise: e, Problems: Lint(e)}}
	cases := o.cases(e, w.proof.Problems)
	if w.portions = append(portions(cases, o.Seeds), o.bent(cases)...); o.Repeat > 1 {
		w.portions = repeated(cases, o.Seeds, o.Repeat)
	}
	w.left = len(w.portions)
	return w
}

// finish puts the results in order and adds what only all of them tell.
func (w *work) finish() Proof {
	slices.SortStableFunc(w.proof.Results, inOrder)
	w.proof.Problems = slices.Concat(w.proof.Problems, unproven(w.proof), unbent(w.proof), unsteady(w.proof))
	return w.proof
}

// queue holds the exercises whose proofs were not delivered yet, in order.
type queue struct {
	options Options
	done    func(Proof)

	mu      sync.Mutex
	waiting []*work
}

func newQueue(exercises []*graders.Exercise, o Options, done func(Proof)) *queue {
	q := &queue{options: o, done: done}
	for _, e := range exercises {
		q.waiting = append(q.waiting, newWork(e, o))
	}
	return q
}

// slowestFirst is the order to begin in: what waits on the real clock leaves processors
// to what computes, as long as there is any.
func (q *queue) slowestFirst() []*work {
	waits := func(w *work) (scenarios int) {
		for _, s := range w.proof.Exercise.Scenarios {
			if s.Clock == graders.Real {
				scenarios++
			}
		}
		return scenarios
	}
	return slices.SortedStableFunc(slices.Values(q.waiting), func(a, b *work) int { return cmp.Compare(waits(b), waits(a)) })
}

// add notes the results of one of the exercise's portions.
func (q *queue) add(w *work, results []Result) {
	q.mu.Lock()
	for _, result := range results {
		w.proof.Results = append(w.proof.Results, result)
		q.options.each(result)
	}
	w.left--
	q.mu.Unlock()
	q.deliver()
}

// deliver hands over the proofs that are complete and whose turn it is.
func (q *queue) deliver() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) > 0 && q.waiting[0].left == 0 {
		proof := q.waiting[0].finish()
		q.waiting = q.waiting[1:]
		q.done(proof)
	}
}
