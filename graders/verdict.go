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
}

// Passed reports whether the check passed.
func (v Verdict) Passed() bool { return v.Status == Pass }

// judgeOne runs one check on a recording. It never panics on a trace; a check
// that does not fit its exercise panics, which the exercise's tests show.
func judgeOne(check Check, recording *Recording, language Language) Verdict {
	verdict := Verdict{Concept: check.Concept, Claim: check.Claim, Max: check.Weight(), Reason: check.Reason}
	if recording.Load != nil {
		verdict.Status, verdict.Problem = statusOf(recording.Load.Outcome), recording.Load
		return verdict
	}
	j := &Judge{Language: language, recording: recording, status: Pass}
	j.judge(check)
	if j.status == Pass && !slices.ContainsFunc(j.consulted, func(s string) bool { return len(recording.Runs[s].Events) > 0 }) {
		j.status, j.failure = NoResult, &Failure{Expected: "evidence", Seen: "the run left none"}
	}
	verdict.Status, verdict.Failure, verdict.Problem, verdict.consulted = j.status, j.failure, j.problem, j.consulted
	if verdict.Passed() {
		verdict.Points = verdict.Max
	}
	return verdict
}

func (j *Judge) judge(check Check) {
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(stop); !ours {
				panic(r)
			}
		}
	}()
	check.Judge(j)
}

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
