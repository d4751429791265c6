package graders

import "fmt"

// Reveal says how much a report tells about what failed: all that a hidden check
// tells, somebody will collect.
type Reveal string

// The degrees, each telling less than the one before.
const (
	RevealFull   Reveal = "full"   // everything: traces, inputs, output
	RevealSeen   Reveal = "seen"   // what was expected and seen
	RevealReason Reveal = "reason" // the authored reason only
	RevealNone   Reveal = "none"   // pass or fail
)

// ParseReveal reads a degree as a person types it.
func ParseReveal(text string) (Reveal, error) {
	switch r := Reveal(text); r {
	case RevealFull, RevealSeen, RevealReason, RevealNone:
		return r, nil
	}
	return "", fmt.Errorf("no degree %q of revealing: use full, seen, reason or none", text)
}

// Redact returns a copy of the report that tells no more than the degree allows.
// From RevealReason down it holds no input, nothing that the learner's code
// printed or threw, and no name of a scenario.
func (r *Report) Redact(degree Reveal) *Report {
	redacted := *r
	redacted.Verdicts = make([]Verdict, len(r.Verdicts))
	for i, v := range r.Verdicts {
		redacted.Verdicts[i] = v.redact(degree, r.Load != nil)
	}
	if degree != RevealFull {
		redacted.Runs, redacted.Output = nil, nil
	}
	if degree == RevealNone {
		redacted.Load = redacted.Load.place()
	}
	return &redacted
}

// redact hides what the degree does not allow. A problem of loading came before
// there was any input, so its message stays one degree longer than others.
func (v Verdict) redact(degree Reveal, loading bool) Verdict {
	v.consulted = nil
	if v.Reason == "" {
		v.Reason = v.Claim
	}
	switch degree {
	case RevealSeen:
		v.Problem = v.Problem.withoutStack()
	case RevealReason:
		v.Failure, v.Flaky = nil, nil
		if !loading {
			v.Problem = v.Problem.place()
		}
	case RevealNone:
		v.Failure, v.Flaky, v.Reason, v.Claim = nil, nil, "", ""
		v.Problem = nil
	}
	return v
}

// place is the problem with where it happened and nothing of what was said.
func (p *Problem) place() *Problem {
	if p == nil {
		return nil
	}
	return &Problem{Outcome: p.Outcome, File: p.File, Line: p.Line, Column: p.Column}
}

func (p *Problem) withoutStack() *Problem {
	if p == nil {
		return nil
	}
	short := *p
	short.Stack = ""
	return &short
}
