package timeline_test

import (
	"encoding/json"
	"fmt"
	"time"

	"drill/graders"
	"drill/graders/concepts"
)

// The samples are runs as a sandbox would have recorded them.

func event(t float64, kind string, data graders.Data) graders.Event {
	return graders.Event{T: t, Kind: kind, Data: data}
}

func failure(concept concepts.Concept, claim string, f graders.Failure) graders.Verdict {
	return graders.Verdict{Concept: concept, Claim: claim, Status: graders.Fail, Max: 1, Failure: &f}
}

func pass(concept concepts.Concept, claim string) graders.Verdict {
	return graders.Verdict{Concept: concept, Claim: claim, Status: graders.Pass, Points: 1, Max: 1}
}

func ref[T any](v T) *T { return &v }

func run(name string, clock graders.Clock, input string, events ...graders.Event) *graders.Run {
	return &graders.Run{Scenario: name, Clock: clock, Input: json.RawMessage(input), Events: events, Outcome: graders.Ended}
}

func report(title string, runs []*graders.Run, verdicts ...graders.Verdict) *graders.Report {
	r := &graders.Report{
		Version: graders.ReportVersion, Exercise: "sample", Title: title, Track: "streams", Language: graders.Node,
		Solution: "solution.mjs", Seed: 42, Started: time.Date(2026, 3, 14, 9, 30, 0, 0, time.UTC),
		Environment: graders.Environment{Sandbox: "docker", Runtime: "node v20.20.2"},
		Verdicts:    verdicts, Runs: runs,
	}
	for _, v := range verdicts {
		r.Points += v.Points
		r.Max += v.Max
	}
	return r
}

const slowSink = `{"chunks": 58, "chunkBytes": 16384, "highWaterMark": 65536}`

// floods is a copy that ignores backpressure: it writes everything at once.
func floods() *graders.Run {
	var events []graders.Event
	buffered := 0.0
	for n := 1.0; n <= 58; n++ {
		buffered += 16384
		events = append(events, event(0, "pull", graders.Data{"n": n}), event(0, "write", graders.Data{"bytes": 16384.0, "buffered": buffered}))
	}
	for n := 1.0; n <= 58; n++ {
		buffered -= 16384
		events = append(events, event(100*n, "ack", graders.Data{"buffered": buffered}))
	}
	r := run("slow-sink", graders.Virtual, slowSink, events...)
	r.Output = []graders.Output{{T: 0, Stream: "stdout", Text: "copying…\n"}, {T: 5800, Stream: "stdout", Text: "done\n"}}
	return r
}

// copies keeps the sink's buffer at its mark.
func copies() *graders.Run {
	var events []graders.Event
	t, buffered, written := 0.0, 0.0, 0.0
	for acked := 0; acked < 58; {
		for ; buffered < 65536 && written < 58; written++ {
			buffered += 16384
			events = append(events, event(t, "pull", graders.Data{"n": written + 1}), event(t, "write", graders.Data{"bytes": 16384.0, "buffered": buffered}))
		}
		t += 100
		buffered -= 16384
		acked++
		events = append(events, event(t, "ack", graders.Data{"buffered": buffered}))
	}
	return run("slow-sink", graders.Virtual, slowSink, events...)
}

func backpressure() (mine, reference *graders.Report) {
	mine = report("Copy a fast source into a slow sink", []*graders.Run{floods()},
		pass(concepts.DataIntegrity, "copies every byte"),
		failure(concepts.Backpressure, "stops reading while the sink is full", graders.Failure{
			Expected: "at most 65536 bytes waiting in the sink", Seen: "950272", Scenario: "slow-sink", At: ref(0.0), Event: ref(115)}),
		graders.Verdict{Concept: concepts.LazyPull, Claim: "reads only what it can write", Status: graders.Blocked, Max: 1, BlockedBy: "backpressure"})
	return mine, report(mine.Title, []*graders.Run{copies()}, pass(concepts.Backpressure, "stops reading while the sink is full"))
}

func attempts(times ...float64) *graders.Run {
	var events []graders.Event
	for i, t := range times {
		events = append(events, event(t, "attempt", graders.Data{"n": float64(i + 1), "error": "ECONNRESET"}))
	}
	return run("flaky-server", graders.Virtual, `{"retries": 3, "baseMs": 100}`, events...)
}

func retry() (mine, reference *graders.Report) {
	verdict := failure(concepts.BackoffGrowth, "waits twice as long each time", graders.Failure{
		Expected: "waits of 100, 200, 400 ms", Seen: "100, 100, 100 ms", Scenario: "flaky-server", At: ref(200.0), Event: ref(2)})
	right := attempts(0, 100, 300, 700)
	right.Events = append(right.Events, event(700, "rejected", graders.Data{"error": map[string]any{"$": "error", "name": "Error", "message": "gave up after 4 tries"}}))
	return report("Try again, but later", []*graders.Run{attempts(0, 100, 200, 300)}, verdict),
		report("Try again, but later", []*graders.Run{right}, pass(concepts.BackoffGrowth, verdict.Claim))
}

func batch(order ...string) *graders.Run {
	events := []graders.Event{event(0.041, "push", graders.Data{"item": "kq7w"}), event(0.044, "push", graders.Data{"item": "m2xz"})}
	for i, kind := range order {
		events = append(events, event(0.31+float64(i)*0.22, kind, nil))
	}
	return run("one-turn", graders.Real, `{"items": ["kq7w", "m2xz"]}`, events...)
}

func batcher() (mine, reference *graders.Report) {
	verdict := failure(concepts.MicrotaskBeforeMacrotask, "flushes before any timer or immediate", graders.Failure{
		Expected: "this order: flush, immediate, timer", Seen: "immediate, flush, timer", Scenario: "one-turn"})
	return report("Batch what one turn pushes", []*graders.Run{batch("immediate", "flush", "timer")}, verdict),
		report("Batch what one turn pushes", []*graders.Run{batch("flush", "immediate", "timer")}, pass(concepts.MicrotaskBeforeMacrotask, verdict.Claim))
}

// jobs runs six pieces of work, so many at once.
func jobs(limit int) *graders.Run {
	var events []graders.Event
	for i := range 6 {
		round := float64(i / limit * 120)
		took := 100 + float64(i%limit)
		events = append(events, event(round, "start", graders.Data{"id": fmt.Sprintf("job-%d", i+1)}),
			event(round+took, "done", graders.Data{"id": fmt.Sprintf("job-%d", i+1), "ok": i != 3}))
	}
	return run("pool", graders.Virtual, `{"jobs": 6, "limit": 2}`, sorted(events)...)
}

func pool() (mine, reference *graders.Report) {
	verdict := failure(concepts.ConcurrencyLimit, "never runs more than the limit at once", graders.Failure{
		Expected: "at most 2 jobs in flight", Seen: "3", Scenario: "pool", At: ref(0.0), Event: ref(2)})
	return report("Run jobs side by side", []*graders.Run{jobs(6)}, verdict),
		report("Run jobs side by side", []*graders.Run{jobs(2)}, pass(concepts.ConcurrencyLimit, verdict.Claim))
}

// together is one report with the runs of all the samples.
func together(learner bool) *graders.Report {
	all := report("Everything at once", nil)
	for _, sample := range []func() (mine, reference *graders.Report){backpressure, retry, batcher, pool} {
		one, other := sample()
		if !learner {
			one = other
		}
		all.Runs, all.Verdicts = append(all.Runs, one.Runs...), append(all.Verdicts, one.Verdicts...)
	}
	for _, one := range []*graders.Report{crash(), stuck()} {
		if learner {
			all.Runs, all.Verdicts = append(all.Runs, one.Runs...), append(all.Verdicts, one.Verdicts...)
		}
	}
	for _, v := range all.Verdicts {
		all.Points += v.Points
		all.Max += v.Max
	}
	return all
}

func crash() *graders.Report {
	r := run("bad-row", graders.Virtual, `{}`,
		event(0, "open", graders.Data{"id": "a"}), event(12.5, "row", graders.Data{"id": "a", "n": 1.0}))
	r.Outcome = graders.Crashed
	r.Problem = &graders.Problem{Outcome: graders.Crashed, Message: "TypeError: row.split is not a function", File: "solution.mjs", Line: 12, Column: 9}
	r.Output = []graders.Output{{T: 12.5, Stream: "stderr", Text: "about to split 7\n"}}
	return report("Read rows", []*graders.Run{r}, graders.Verdict{
		Concept: concepts.ErrorPropagation, Claim: "ends with the row's error", Status: graders.Error, Max: 1, Problem: r.Problem,
		Failure: &graders.Failure{Expected: "the run to come to its end", Seen: r.Problem.Message, Scenario: "bad-row", At: ref(12.5), Event: ref(1)}})
}

func stuck() *graders.Report {
	r := run("drain", graders.Virtual, `{"timeoutMs": 300}`,
		event(0, "write", graders.Data{"bytes": 16384.0, "full": true}), event(300, "drain", nil))
	r.Outcome = graders.Stuck
	r.Problem = &graders.Problem{Outcome: graders.Stuck, Message: "nothing was left to run and it still waited"}
	never := &graders.Run{Scenario: "second", Clock: graders.Virtual, Outcome: graders.NotReached}
	return report("Wait for drain", []*graders.Run{r, never}, failure(concepts.CompletionAfterFlush, "ends after the flush", graders.Failure{
		Expected: "the run to come to its end", Seen: r.Problem.Message, Scenario: "drain", At: ref(300.0), Event: ref(1)}))
}

const hostileText = "<script>alert(1)</script></style></title>\"'>&<img onerror=alert(1)>{{.}}\x1b[31m\u202e"

// hostile says the same wherever a learner or a scenario can say something.
func hostile() *graders.Report {
	r := run("hostile", graders.Virtual, `{"</script>": "`+`</style><script>alert(1)</script>`+`"}`,
		event(0, hostileText, graders.Data{hostileText: hostileText, "id": hostileText, "level": 1.0}),
		event(5, "start", graders.Data{"id": hostileText, "level": 2.0}), event(9, "done", graders.Data{"id": hostileText, "level": 0.5}))
	r.Output = []graders.Output{{T: 1, Stream: "stdout", Text: hostileText + "\nhttps://example.test/\n"}}
	r.Outcome = graders.Crashed
	r.Problem = &graders.Problem{Message: hostileText, File: hostileText, Line: 1, Stack: hostileText}
	all := report(hostileText, []*graders.Run{r}, failure(concepts.ErrorRouting, hostileText, graders.Failure{
		Expected: hostileText, Seen: hostileText, Scenario: "hostile", At: ref(0.0), Event: ref(0)}))
	all.Solution, all.Environment.Runtime = hostileText, hostileText
	all.Output = []graders.Output{{Stream: "stdout", Text: hostileText}}
	all.Load = r.Problem
	return all
}
