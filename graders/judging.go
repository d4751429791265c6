package graders

import (
	"fmt"
	"regexp"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// BrokenCheck is a panic of a check: a defect of the exercise, whatever was recorded.
type BrokenCheck struct {
	Value any    // what the check panicked with
	Place string // file and line in the exercise's folder, empty where there is none
}

func (b *BrokenCheck) Error() string {
	if b.Place == "" {
		return fmt.Sprintf("the exercise's check panicked: %v", b.Value)
	}
	return fmt.Sprintf("the exercise's check panicked at %s: %v", b.Place, b.Value)
}

// ExercisePlace finds the topmost frame of a stack in an exercise's folder.
func ExercisePlace(stack []byte) string {
	frame := regexp.MustCompile(`\S*/(exercises/[^/\s]+/[^/\s]+/\w+\.go:\d+)`).FindSubmatch(stack)
	if frame == nil {
		return ""
	}
	return string(frame[1])
}

// judging is one look of all checks at a recording.
type judging struct {
	recording *Recording
	language  Language
	limit     time.Duration // of each check
	indexes   map[string]*index
}

func newJudging(recording *Recording, language Language, limit time.Duration) *judging {
	g := &judging{recording: recording, language: language, limit: limit, indexes: make(map[string]*index, len(recording.Runs))}
	for name := range recording.Runs {
		g.indexes[name] = &index{}
	}
	return g
}

// all judges all checks. An error is a [BrokenCheck].
func (g *judging) all(checks []Check) ([]Verdict, error) {
	verdicts := make([]Verdict, len(checks))
	for i, check := range checks {
		var err error
		if verdicts[i], err = g.one(check); err != nil {
			return nil, err
		}
	}
	return verdicts, nil
}

// one runs one check. The check has a time limit, since how much it has to look at is
// up to the learner; one that is over it goes on by itself until it asks for anything.
func (g *judging) one(check Check) (Verdict, error) {
	verdict := Verdict{Concept: check.Concept, Claim: check.Claim, Max: check.Weight(), Reason: check.Reason}
	if load := g.recording.Load; load != nil {
		verdict.Status, verdict.Problem = statusOf(load.Outcome), load
		return verdict, nil
	}
	j := &Judge{Language: g.language, runs: g.recording.Runs, indexes: g.indexes, views: map[string]*Run{}, watch: &watch{}, status: Pass}
	done := make(chan *BrokenCheck, 1)
	go func() {
		var broken *BrokenCheck
		defer func() { done <- broken }() // also when the check ends its goroutine, as a test's may
		broken = j.judge(check)
	}()
	alarm := time.NewTimer(g.limit)
	defer alarm.Stop()
	select {
	case broken := <-done:
		if broken != nil {
			return Verdict{}, broken
		}
	case <-alarm.C:
		return g.late(verdict, j), nil
	}
	if j.status == Pass && !slices.ContainsFunc(j.consulted, func(s string) bool { return len(g.recording.Runs[s].Events) > 0 }) {
		j.status, j.failure = NoResult, &Failure{Expected: "evidence", Seen: "the run left none"}
	}
	verdict.Status, verdict.Failure, verdict.Problem, verdict.consulted = j.status, j.failure, j.problem, j.consulted
	if verdict.Passed() {
		verdict.Points = verdict.Max
	}
	return verdict, nil
}

// late is the verdict on a solution that left more than its judge gets through. It
// stands: to run its scenarios again would only take as long again.
func (g *judging) late(verdict Verdict, j *Judge) Verdict {
	verdict.Status, verdict.late = Overflow, true
	verdict.Failure = &Failure{
		Expected: "a run that can be judged", Scenario: j.watch.end(),
		Seen: fmt.Sprintf("so much happened that it could not be judged within %v", g.limit),
	}
	return verdict
}

// judge runs the check, which may end itself, and returns what it broke on.
func (j *Judge) judge(check Check) (broken *BrokenCheck) {
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(stop); !ours {
				broken = &BrokenCheck{Value: r, Place: ExercisePlace(debug.Stack())}
			}
		}
	}()
	check.Judge(j)
	return nil
}

// watch tells a check, whenever it asks for anything, that its time is over.
type watch struct {
	mu       sync.Mutex
	over     bool
	scenario string // the one that it asked for last
}

// look ends a check that is over its time.
func (w *watch) look() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		panic(stop{})
	}
}

// at is look by a check that turns to a scenario.
func (w *watch) at(scenario string) {
	w.look()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.scenario = scenario
}

// end ends the check and returns the scenario that it was at.
func (w *watch) end() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	return w.scenario
}
