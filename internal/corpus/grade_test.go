package corpus

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// longest bounds one attack with all its confirming runs, in real time.
const longest = 90 * time.Second

// attack grades an entry and then, in the same sandbox, a right solution: the
// first must come to what its header says, the second must pass.
func attack(t *testing.T, sandbox graders.Sandbox, e entry) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	defer cancel()
	seed := rand.Uint64()
	report, err := graders.Grade(ctx, sandbox, graders.Submission{
		Exercise: e.exercise, Language: e.language, Solution: e.solution, Seed: seed, Jobs: 2,
	})
	require.NoError(t, err, "a hostile submission is no fault of drill's (seed %d)", seed)
	e.check(t, report)
	followedByARightOne(t, sandbox, e.language)
}

func (e entry) check(t *testing.T, report *graders.Report) {
	t.Helper()
	var passed []string
	for _, v := range report.Verdicts {
		if v.Passed() {
			passed = append(passed, v.Concept.ID)
			continue
		}
		if len(e.statuses) > 0 {
			assert.Contains(t, e.statuses, string(v.Status), "%s: %s", v.Concept.ID, explanation(v))
		}
		assert.Zero(t, v.Points)
	}
	if slices.Equal(e.passes, []string{"all"}) {
		assert.Len(t, passed, len(report.Verdicts), describe(report))
		return
	}
	assert.ElementsMatch(t, e.passes, passed, describe(report))
}

func describe(report *graders.Report) string {
	text := fmt.Sprintf("seed %d", report.Seed)
	for _, v := range report.Verdicts {
		text += fmt.Sprintf("\n%s: %s %s", v.Concept.ID, v.Status, explanation(v))
	}
	for _, run := range report.Runs {
		text += fmt.Sprintf("\n%s: %s, %d events, printed %.200q", run.Scenario, run.Outcome, len(run.Events), printed(run))
	}
	return text
}

func printed(run *graders.Run) string {
	var text strings.Builder
	for _, piece := range run.Output {
		text.WriteString(piece.Text)
	}
	return text.String()
}

func explanation(v graders.Verdict) string {
	switch {
	case v.Problem != nil:
		return fmt.Sprintf("(%.300q)", v.Problem.Message)
	case v.Failure != nil:
		return fmt.Sprintf("(expected %.200s; seen %.200s)", v.Failure.Expected, v.Failure.Seen)
	}
	return ""
}

func followedByARightOne(t *testing.T, sandbox graders.Sandbox, language graders.Language) {
	t.Helper()
	exercise := harmless(t)
	solution, err := exercise.Reference(language)
	require.NoError(t, err)
	report, err := graders.Grade(context.Background(), sandbox, graders.Submission{
		Exercise: exercise, Language: language, Solution: solution, Seed: rand.Uint64(),
	})
	require.NoError(t, err)
	assert.True(t, report.Passed(), "a right solution after it: %s", describe(report))
}

// harmless is a small exercise for what is graded beside an attack.
func harmless(t testing.TB) *graders.Exercise {
	t.Helper()
	e := entry{name: "harmless"}
	e.set(t, "exercise", "backpressure-copy")
	e.confine(t, "wall=20s", "data-integrity")
	return e.exercise
}
