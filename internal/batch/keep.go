package batch

import (
	"fmt"
)

func (r *run) earlier(outcome Outcome) (Outcome, bool) {
	if r.Journal == nil || outcome.Content == "" {
		return Outcome{}, false
	}
	earlier, ok := r.Journal.find(outcome.ID)
	if !ok || !earlier.decided() || earlier.Content != outcome.Content || r.Whole != nil && !r.Whole(earlier) {
		return Outcome{}, false
	}
	earlier.Path = outcome.Path
	return earlier, true
}

// keep hands the outcome out in full, and keeps what is needed of it.
func (r *run) keep(i int, outcome Outcome) error {
	r.keeping.Lock()
	defer r.keeping.Unlock()
	if r.Keep != nil {
		if err := r.Keep(outcome); err != nil {
			return fmt.Errorf("cannot keep the result of %s: %w", outcome.ID, err)
		}
	}
	outcome = outcome.slim()
	if r.Journal != nil {
		if err := r.Journal.append(outcome); err != nil {
			return fmt.Errorf("cannot keep the result of %s: %w", outcome.ID, err)
		}
	}
	r.note(i, outcome)
	return nil
}

func (r *run) settle(i int, outcome Outcome) {
	r.keeping.Lock()
	defer r.keeping.Unlock()
	r.note(i, outcome)
}

func (r *run) note(i int, outcome Outcome) {
	r.outcomes[i] = outcome
	if r.Each != nil {
		r.Each(outcome)
	}
}
