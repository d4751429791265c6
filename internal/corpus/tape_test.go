package corpus

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/testbed"
	"drill/sandbox"
)

// tape is the messages of a real run of a right solution, and what it was run with.
type tape struct {
	exercise *graders.Exercise
	seed     uint64
	lines    []string
}

// record runs the reference of an exercise and writes down what it did.
func record(t testing.TB, slug string) tape {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("no node command")
	}
	exercise, known := exercises.Find(slug)
	require.True(t, known)
	reference, err := exercise.Reference(graders.Node)
	require.NoError(t, err)
	tape := tape{exercise: exercise, seed: rand.Uint64(), lines: []string{message("", 0, "@job", graders.Data{"runtime": "node"})}}
	report, err := graders.Grade(context.Background(), localSandbox(t, testbed.Cache(t)), graders.Submission{
		Exercise: exercise, Language: graders.Node, Solution: reference, Seed: tape.seed,
	})
	require.NoError(t, err)
	require.True(t, report.Passed(), describe(report))
	for _, run := range report.Runs {
		tape.lines = append(tape.lines, message(run.Scenario, 0, "@begin", nil))
		for _, e := range run.Events {
			t := e.T
			if run.Clock == graders.Real {
				t = 0 // a replay takes no time
			}
			tape.lines = append(tape.lines, message(run.Scenario, t, e.Kind, e.Data))
		}
		tape.lines = append(tape.lines, message(run.Scenario, 0, "@end", nil))
	}
	tape.lines = append(tape.lines, message("", 0, "@done", nil))
	return tape
}

func message(scenario string, t float64, kind string, data graders.Data) string {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`{"s":%q,"t":%v,"k":%q,"d":%s}`, scenario, t, kind, text)
}

// play grades what a made-up process writes with the tape's inputs.
func (tape tape) play(t testing.TB, player *player) (*graders.Report, error) {
	t.Helper()
	return graders.Grade(context.Background(), player, graders.Submission{
		Exercise: tape.exercise, Language: graders.Node, Solution: graders.File{Name: "solution.mjs"}, Seed: tape.seed,
	})
}

func (tape tape) events(scenario string) []string {
	var found []string
	for _, line := range tape.lines {
		var e struct{ S, K string }
		if json.Unmarshal([]byte(line), &e) == nil && e.S == scenario && !strings.HasPrefix(e.K, "@") {
			found = append(found, canonical(line))
		}
	}
	return found
}

// canonical spells a message as the recording of it is spelt here.
func canonical(line string) string {
	var m struct {
		S, K string
		T    float64
		D    graders.Data
	}
	if json.Unmarshal([]byte(line), &m) != nil {
		return ""
	}
	return message(m.S, m.T, m.K, m.D)
}

func TestAnUntouchedTapePasses(t *testing.T) {
	for _, slug := range []string{"backpressure-copy", "retry-and-report"} {
		tape := record(t, slug)
		report, err := tape.play(t, asSandbox(func(nonce string, stdout, _ io.Writer) {
			seal := sandbox.NewSeal(nonce)
			for _, line := range tape.lines {
				_, _ = stdout.Write(append(seal.Mark([]byte(line)), '\n'))
			}
		}))
		require.NoError(t, err)
		assert.True(t, report.Passed(), describe(report))
	}
}
