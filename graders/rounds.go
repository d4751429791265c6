package graders

// Rounds cuts a run at its events of a kind. A round begins with such an event and
// ends before the next; what happened before the first is in none. A failure at an
// event of a round shows at the same event of the run.
func (r *Run) Rounds(kind string) []*Run {
	r.watch.look()
	var rounds []*Run
	begin := 0
	for i, e := range r.Events {
		if e.Kind == kind {
			round := *r
			round.first = r.first + i
			if r.index != nil {
				round.index = &index{}
			}
			rounds, begin = append(rounds, &round), i
		}
		if n := len(rounds); n > 0 {
			rounds[n-1].Events = r.Events[begin : i+1 : i+1]
		}
	}
	return rounds
}
