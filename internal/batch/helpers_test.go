package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

// exercise is passed by a solution with the line "emit a".
func exercise() *graders.Exercise {
	return &graders.Exercise{
		Slug: "sample", Track: "streams", Title: "Sample",
		Files:     fstest.MapFS{"_node/scenarios.mjs": {Data: []byte("// none\n")}, "_go/scenarios.go": {Data: []byte("// none\n")}},
		Scenarios: []graders.Scenario{{Name: "main", Clock: graders.Virtual}},
		Checks: []graders.Check{{
			Concept: concepts.ErrorPropagation, Claim: "emits a",
			Judge: func(j *graders.Judge) {
				run := j.Run("main")
				if run.Count("break the check") > 0 {
					panic("a check that cannot cope")
				}
				j.Happened(run, "a", "an event a")
			},
		}},
	}
}

// fake is a sandbox that does what the lines of a solution say: emit KIND, print
// BYTES. It counts how often each solution ran to its end.
type fake struct {
	mu    sync.Mutex
	calls int
	ran   map[string]int
	// before is asked with the number of the call; its error is a fault.
	before func(ctx context.Context, call int, solution string) error
}

func (f *fake) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	text := string(job.Solution.Content)
	f.mu.Lock()
	f.calls++
	call := f.calls
	f.mu.Unlock()
	if f.before != nil {
		if err := f.before(ctx, call, text); err != nil {
			return nil, err
		}
	}
	run := &graders.Run{Scenario: "main", Clock: graders.Virtual, Outcome: graders.Ended, Input: job.Run[0].Input}
	run.Events = append(run.Events, graders.Event{Kind: "started"})
	for line := range strings.Lines(text) {
		command, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch command {
		case "emit":
			run.Events = append(run.Events, graders.Event{Kind: rest})
		case "print":
			var n int
			_, _ = fmt.Sscan(rest, &n)
			run.Output = append(run.Output, graders.Output{Stream: "stdout", Text: strings.Repeat("x", n)})
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ran == nil {
		f.ran = map[string]int{}
	}
	f.ran[text]++
	return &graders.Recording{Runs: map[string]*graders.Run{"main": run}}, nil
}

// class writes a file for each solution and returns them as items s000, s001 ...
func class(t testing.TB, solutions ...string) []Item {
	t.Helper()
	dir := t.TempDir()
	items := make([]Item, len(solutions))
	for i, solution := range solutions {
		id := fmt.Sprintf("s%03d", i)
		path := filepath.Join(dir, id+".mjs")
		require.NoError(t, os.WriteFile(path, []byte(solution), 0o644))
		items[i] = Item{ID: id, Path: path, Exercise: exercise()}
	}
	return items
}

// many is n solutions that pass, all different.
func many(n int) []string {
	solutions := make([]string, n)
	for i := range solutions {
		solutions[i] = fmt.Sprintf("emit a\n// %d\n", i)
	}
	return solutions
}

func status(o Outcome) string {
	switch {
	case o.Fault != "":
		return "fault"
	case o.Refused != "":
		return "refused"
	case o.Report == nil:
		return "none"
	case o.Report.Passed():
		return "passed"
	}
	return "failed"
}

func tally(outcomes []Outcome) map[string]int {
	counts := map[string]int{}
	for _, o := range outcomes {
		counts[status(o)]++
	}
	return counts
}

// ledger counts what was kept of each id, as a folder of reports would show it.
type ledger struct {
	kept map[string]int
	each map[string]int
}

func (l *ledger) options(o Options) Options {
	l.kept, l.each = map[string]int{}, map[string]int{}
	o.Keep = func(outcome Outcome) error { l.kept[outcome.ID]++; return nil }
	o.Each = func(outcome Outcome) { l.each[outcome.ID]++ }
	return o
}
