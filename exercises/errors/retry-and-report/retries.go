package retryandreport

import (
	"fmt"

	"drill/graders"
)

// retried is what was seen of one retry.
type retried struct {
	trial
	run   *graders.Run
	begin graders.Event
	calls []graders.Event
	// settled is empty where the retry never ended.
	settled []graders.Event
}

// retries returns what was seen of a scenario's retries, in order.
func retries(j *graders.Judge, scenario string) []retried {
	run := j.Run(scenario)
	var in input
	j.Input(run, &in)
	var all []retried
	for _, group := range in.Groups {
		for _, t := range group {
			if j.Language == graders.Go && t.Odd != "" || j.Language == graders.Node && t.Fine {
				continue
			}
			r := retried{trial: t, run: run, calls: run.Matching("call", "retry", t.Name), settled: run.Matching("settled", "retry", t.Name)}
			if begun := run.Matching("begin", "retry", t.Name); len(begun) > 0 {
				r.begin = begun[0]
			}
			all = append(all, r)
		}
	}
	return all
}

// plainly are the retries without a value that only Node knows.
func plainly(all []retried) []retried {
	var plain []retried
	for _, r := range all {
		if r.Odd == "" {
			plain = append(plain, r)
		}
	}
	return plain
}

// gaps are the waits between the calls, in ms.
func (r retried) gaps() []float64 {
	var waits []float64
	for i := 1; i < len(r.calls); i++ {
		waits = append(waits, r.calls[i].T-r.calls[i-1].T)
	}
	return waits
}

// end is how it ended, which it must have.
func (r retried) end(j *graders.Judge, expected string) graders.Event {
	j.That(len(r.settled) > 0, r.says(expected), "it never ended")
	return r.settled[0]
}

// last is the last call; there must be one.
func (r retried) last(j *graders.Judge) graders.Event {
	j.That(len(r.calls) > 0, r.says("a call"), "none")
	return r.calls[len(r.calls)-1]
}

// since says when something happened, from the retry's first moment on.
func (r retried) since(e graders.Event) string { return "after " + graders.Ms(e.T-r.begin.T) }

// says names the retry that an expectation is about.
func (r retried) says(expected string) string { return fmt.Sprintf("%s (%s)", expected, r.Name) }
