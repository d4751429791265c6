package graders

import (
	"slices"

	"drill/graders/concepts"
)

// Status is the outcome of one check.
type Status string

// The statuses. Only Pass earns points; only Fault is never the learner's.
const (
	Pass     Status = "pass"
	Fail     Status = "fail"
	Blocked  Status = "blocked"   // a check it needs did not pass
	Error    Status = "error"     // threw, panicked, did not compile or load
	Timeout  Status = "timeout"   // over the time limit
	Memory   Status = "memory"    // over the memory limit
	Overflow Status = "output"    // printed or recorded over the limit
	NoResult Status = "no result" // the run left no evidence
	Fault    Status = "fault"     // drill or the engine broke
)

// Verdict is what one check came to.
type Verdict struct {
	Concept concepts.Concept `json:"concept"`
	Claim   string           `json:"claim"`
	Status  Status           `json:"status"`
	Points  int              `json:"points"`
	Max     int              `json:"max"`
	Failure *Failure         `json:"failure,omitempty"`
	Problem *Problem         `json:"problem,omitempty"`
	// BlockedBy is the id of the concept that must pass first.
	BlockedBy string `json:"blockedBy,omitempty"`
	// Flaky is set on a pass of a real-clock check that failed before.
	Flaky *Failure `json:"flaky,omitempty"`
	// Reason is what exam mode may say about a failure.
	Reason string `json:"reason,omitempty"`

	consulted []string
	late      bool // the check was over its time
}

// Passed reports whether the check passed.
func (v Verdict) Passed() bool { return v.Status == Pass }

// block turns the verdicts whose needs did not pass into Blocked ones.
func block(checks []Check, verdicts []Verdict) {
	for i, check := range checks {
		for _, need := range check.Needs {
			at := slices.IndexFunc(checks, func(c Check) bool { return c.Concept.ID == need.ID })
			if at >= 0 && !verdicts[at].Passed() && verdicts[at].Status == Fail {
				verdicts[i].Status, verdicts[i].Points, verdicts[i].BlockedBy = Blocked, 0, need.ID
				verdicts[i].Failure = nil
			}
		}
	}
}

func statusOf(outcome Outcome) Status {
	switch outcome {
	case Crashed:
		return Error
	case TimedOut:
		return Timeout
	case OutOfMemory:
		return Memory
	case Overflowed:
		return Overflow
	case Stuck:
		return Fail
	}
	return NoResult
}

func endOf(run *Run) string {
	said := run.Problem != nil && run.Problem.Message != ""
	switch {
	case said && run.Outcome == Crashed:
		return "an error that nobody caught: " + run.Problem.Message
	case said:
		return run.Problem.Message
	case run.Outcome == Stuck:
		return "nothing was left to run and it still waited"
	case run.Outcome == NotReached:
		return "it was never reached"
	}
	return "the process ended before that"
}
