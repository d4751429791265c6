package report_test

import (
	"encoding/json"
	"time"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/report"
)

// sample is a report with every kind of verdict that a learner meets.
func sample() *graders.Report {
	at := 12.5
	r := &graders.Report{
		Version: graders.ReportVersion, Exercise: "backpressure", Title: "Copy a fast source into a slow sink",
		Track: "streams", Language: graders.Node, Solution: "solution.mjs", Seed: 18446744073709551615,
		Started: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), Duration: 1230 * time.Millisecond,
		Environment: graders.Environment{Sandbox: "docker", Image: "drill-node", Digest: "sha256:abc", Runtime: "node v24.1.0"},
		Limits:      graders.DefaultLimits(),
		Verdicts: []graders.Verdict{
			{Concept: concepts.Backpressure, Claim: "stops reading while the sink is full", Status: graders.Pass, Points: 2, Max: 2},
			{Concept: concepts.Cancellation, Claim: "stops when it is aborted", Status: graders.Fail, Max: 1, Reason: "an abort comes too late",
				Failure: &graders.Failure{Expected: "at most 3 reads", Seen: "7 reads", Scenario: "slow-sink", At: &at}},
			{Concept: concepts.FailFast, Claim: "rejects with the first error", Status: graders.Blocked, Max: 1, BlockedBy: concepts.Cancellation.ID},
			{Concept: concepts.OrderPreserved, Claim: "keeps the order", Status: graders.Error, Max: 1,
				Problem: &graders.Problem{Outcome: graders.Crashed, Message: "TypeError: x is not a function", File: "solution.mjs", Line: 14, Column: 3}},
			{Concept: concepts.Deadline, Claim: "gives up in time", Status: graders.Pass, Points: 1, Max: 1,
				Flaky: &graders.Failure{Expected: "an end within 50 ms", Seen: "an end after 61 ms", Scenario: "late"}},
		},
		Runs: []*graders.Run{{
			Scenario: "slow-sink", Clock: graders.Virtual, Input: json.RawMessage(`{"chunks":[1,2]}`), Outcome: graders.Ended,
			Events: []graders.Event{{T: 1, Kind: "read", Data: graders.Data{"n": 1.0}}},
			Output: []graders.Output{{T: 1, Stream: "stdout", Text: "read 1\nread 2\n"}},
		}},
		Output: []graders.Output{{Stream: "stderr", Text: "loading\n"}},
	}
	return summed(r)
}

func summed(r *graders.Report) *graders.Report {
	r.Points, r.Max = 0, 0
	for _, v := range r.Verdicts {
		r.Points += v.Points
		r.Max += v.Max
	}
	return r
}

// allPass is a report in which nothing failed.
func allPass() *graders.Report {
	r := sample()
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		*v = graders.Verdict{Concept: v.Concept, Claim: v.Claim, Status: graders.Pass, Points: v.Max, Max: v.Max}
	}
	r.Runs, r.Output = nil, nil
	return summed(r)
}

// unloaded is a report of a solution that did not compile.
func unloaded() *graders.Report {
	r := sample()
	r.Language, r.Solution, r.Runs = graders.Go, "solution.go", nil
	r.Load = &graders.Problem{Outcome: graders.Crashed, Message: "solution.go:3:2: undefined: x\nand one more", File: "solution.go", Line: 3, Column: 2}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		*v = graders.Verdict{Concept: v.Concept, Claim: v.Claim, Status: graders.Error, Max: v.Max, Problem: r.Load}
	}
	return summed(r)
}

func graded(id string, r *graders.Report) report.Entry {
	return report.Entry{ID: id, Path: "submissions/" + id, Report: r}
}

func faulty(id string) report.Entry {
	return report.Entry{ID: id, Path: "submissions/" + id, Exercise: "streams/backpressure", Language: graders.Node, Max: 6,
		Fault: "the container engine went away"}
}

func refusedEntry(id string) report.Entry {
	return report.Entry{ID: id, Path: "submissions/" + id + ".zip", Exercise: "streams/backpressure", Max: 6,
		Refused: "the archive holds no solution.mjs"}
}

// samples are the cases that the golden files show.
func samples() map[string][]report.Entry {
	return map[string][]report.Entry{
		"one":      {graded("alice", sample())},
		"passed":   {graded("bob", allPass())},
		"unloaded": {graded("carol", unloaded())},
		"reason":   {graded("dave", sample().Redact(graders.RevealReason))},
		"none":     {graded("erin", sample().Redact(graders.RevealNone))},
		"fault":    {faulty("frank")},
		"refused":  {refusedEntry("grace")},
		"many": {
			graded("alice", sample()), graded("bob", allPass()), graded("carol", unloaded()),
			faulty("frank"), refusedEntry("grace"),
		},
	}
}
