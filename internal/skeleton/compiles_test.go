package skeleton_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/skeleton"
	"drill/internal/testbed"
)

// probe prints what the proof of a skeleton says of it. It is compiled into the
// skeleton's own folder, by way of an overlay, so that nothing is written there.
const probe = `package main

import (
	"context"
	"fmt"

	"drill/exercises/errors/circuit-breaker"
	"drill/graders"
	"drill/internal/verify"
)

func main() {
	proof, err := verify.Prove(context.Background(), nil, circuitbreaker.Exercise(),
		verify.Options{Languages: graders.Languages(), Seeds: []uint64{1}})
	fmt.Println(proof.Finished(), proof.Holds(), len(proof.Results), err)
	for _, complaint := range proof.Complaints() {
		fmt.Println(complaint)
	}
}
`

func TestASkeletonCompilesAndIsNotFinished(t *testing.T) {
	root := clone(t)
	folder, files, err := skeleton.Create(root, skeleton.Options{Track: "errors", Slug: "circuit-breaker"})
	require.NoError(t, err)
	source, err := skeleton.Module(".")
	require.NoError(t, err)
	replace := map[string]string{}
	for _, file := range files {
		replace[filepath.Join(source, folder, file)] = filepath.Join(root, folder, file)
	}
	write(t, filepath.Join(root, "probe.go"), probe)
	replace[filepath.Join(source, folder, "probe", "main.go")] = filepath.Join(root, "probe.go")
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	write(t, filepath.Join(root, "overlay.json"), string(overlay))

	command := exec.CommandContext(t.Context(), "go", "run", "-overlay", filepath.Join(root, "overlay.json"), "./"+folder+"/probe")
	command.Dir, command.Stderr = source, os.Stderr
	said, err := command.Output()
	require.NoError(t, err)
	for _, want := range []string{
		"false false 0 <nil>\n", // not finished, does not hold, nothing graded, no fault
		`README.md: replace "FILL IN: why it matters`,
		`exercise.go: replace "FILL IN: a question that leads"`,
		"exercise.go: names no question: set Questions",
		"exercise.go: grades 1 concept in Go: let it be 4 to 8",
		`_node/scenarios.mjs: replace "FILL IN: stimuli`,
		"_node/right: has 0 solutions: write 2",
		"_go/wrong: has no solution that fails data-integrity: write one",
	} {
		assert.Contains(t, string(said), want)
	}
}

// TestASkeletonRuns holds the templates of both languages to what the harnesses
// want: the reference answers, and the stub fails cleanly.
func TestASkeletonRuns(t *testing.T) {
	sandbox := testbed.Local(t)
	root := clone(t)
	folder, _, err := skeleton.Create(root, skeleton.Options{Track: "errors", Slug: "circuit-breaker"})
	require.NoError(t, err)
	e := &graders.Exercise{
		Slug: "circuit-breaker", Files: os.DirFS(filepath.Join(root, folder)), Exports: []string{"circuitBreaker"},
		Scenarios: []graders.Scenario{{Name: "echo", Clock: graders.Virtual}},
	}
	for _, l := range graders.Languages() {
		for name, load := range map[string]func(graders.Language) (graders.File, error){"stub": e.Stub, "reference": e.Reference} {
			solution, err := load(l)
			require.NoError(t, err)
			report, err := graders.Grade(t.Context(), sandbox, graders.Submission{Exercise: e, Language: l, Solution: solution, Seed: 1})
			require.NoError(t, err)
			require.Nil(t, report.Load, "%s %s", l, name)
			assert.Equal(t, graders.Ended, report.Runs[0].Outcome, "%s %s: %v", l, name, report.Runs[0].Problem)
			assert.Equal(t, 1, report.Runs[0].Count("settled"), "%s %s", l, name)
		}
	}
}
