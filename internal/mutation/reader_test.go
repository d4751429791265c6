package mutation_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/mutation"
	"drill/sandbox"
)

// sample is an exercise whose check has a gap: it asks for x, never for y.
func sample() *graders.Exercise {
	return &graders.Exercise{
		Slug: "numbers", Track: "streams", Order: 1, Title: "Numbers", Questions: []int{1}, Exports: []string{"x"},
		Files: fstest.MapFS{
			"_node/solution.mjs":  text("// the stub\n"),
			"_node/scenarios.mjs": text("// stimuli\n"),
			"_node/reference.mjs": text("x = 10\ny = 20\n"),
		},
		Scenarios: []graders.Scenario{{Name: "all", Clock: graders.Virtual, Input: func(r *rand.Rand) any { return map[string]uint64{"draw": r.Uint64()} }}},
		Checks: []graders.Check{{Concept: concepts.ErrorPropagation, Claim: "gives x", Judge: func(j *graders.Judge) {
			run := j.Run("all")
			event, _ := run.Last("x")
			j.That(event.Number("value") == 10, "10", "another number")
		}}},
	}
}

func text(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

// reader is a sandbox that runs no process: it emits what a solution assigns. A solution
// that assigns an empty string does not load, a negative number breaks the exercise.
type reader struct {
	mu   sync.Mutex
	jobs []graders.Job
	down bool
	last int // the number of jobs after which it is down; 0 for never
}

func (s *reader) Run(_ context.Context, job graders.Job) (*graders.Recording, error) {
	s.mu.Lock()
	s.jobs = append(s.jobs, job)
	down := s.down || s.last > 0 && len(s.jobs) > s.last
	s.mu.Unlock()
	if down {
		return nil, errors.New("the disk is full")
	}
	recording := &graders.Recording{Runs: map[string]*graders.Run{}}
	solutions := append([]graders.File{job.Solution}, job.Others...)
	for _, stimulus := range job.Run {
		run := &graders.Run{Scenario: stimulus.Name, Clock: stimulus.Clock, Input: stimulus.Input, Outcome: graders.Ended}
		recording.Runs[stimulus.Name] = run
		var input struct{ Draw uint64 }
		if err := json.Unmarshal(stimulus.Input, &input); err != nil {
			return nil, err
		}
		if strings.Contains(string(solutions[stimulus.Solution].Content), "undefined") {
			recording.Load = &graders.Problem{Outcome: graders.Crashed, Message: "oops"}
		}
		for _, m := range regexp.MustCompile(`(\w+) = (\S+)`).FindAllStringSubmatch(string(solutions[stimulus.Solution].Content), -1) {
			switch value, err := strconv.Atoi(m[2]); {
			case m[2] == "(-1)":
				return nil, sandbox.ErrBroken
			case err != nil:
				recording.Load = &graders.Problem{Outcome: graders.Crashed, Message: "oops"}
			case m[1] == "odd" && input.Draw%2 == 0, m[1] == "even" && input.Draw%2 == 1:
			default:
				run.Events = append(run.Events, graders.Event{Kind: m[1], Data: graders.Data{"value": float64(value)}})
			}
		}
	}
	return recording, nil
}

func options() mutation.Options {
	return mutation.Options{Languages: []graders.Language{graders.Node}, Seeds: []uint64{1, 2, 3, 4, 5}, Jobs: 2}
}

func chase(t *testing.T, sandbox graders.Sandbox, e *graders.Exercise, o mutation.Options) mutation.Result {
	t.Helper()
	var results []mutation.Result
	require.NoError(t, mutation.Run(t.Context(), sandbox, []*graders.Exercise{e}, o, func(r mutation.Result) { results = append(results, r) }))
	require.Len(t, results, 1)
	return results[0]
}

func with(file, content string) *graders.Exercise {
	e := sample()
	e.Files.(fstest.MapFS)[file] = text(content)
	return e
}

func open(r mutation.Result) []string {
	var keys []string
	for _, f := range r.Open() {
		keys = append(keys, f.Mutant.Key.String())
	}
	return keys
}

func said(r mutation.Result) []string {
	var texts []string
	for _, p := range r.Problems {
		texts = append(texts, p.String())
	}
	return texts
}

func jobs(t *testing.T, e *graders.Exercise, o mutation.Options) int {
	t.Helper()
	r := &reader{}
	chase(t, r, e, o)
	return len(r.jobs)
}
