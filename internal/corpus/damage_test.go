package corpus

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"drill/graders"
)

// TestDamagedTapes grades real traces with random damage: bytes cut off, lines
// left out, repeated, moved, made too long and made up, in pieces of any size.
func TestDamagedTapes(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 20
	}
	for _, slug := range []string{"backpressure-copy", "retry-and-report"} {
		tape := record(t, slug)
		for _, knows := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, nonce known %v", slug, knows), func(t *testing.T) {
				for range rounds {
					damage := damage{seed: rand.Uint64(), knows: knows}
					if !damage.check(t, tape) {
						return
					}
				}
			})
		}
	}
}

// damage is a way of spoiling a tape. Who knows the nonce spoils messages and marks
// them afterwards, as no hostile process can: it has nothing left to forge, but a
// check still needs its events. All others spoil lines that are sealed.
type damage struct {
	seed  uint64
	knows bool
}

func (d damage) check(t *testing.T, tape tape) bool {
	t.Helper()
	player := asSandbox(func(nonce string, stdout, stderr io.Writer) { d.write(tape, nonce, stdout, stderr) })
	report, err := tape.play(t, player)
	if err != nil {
		return assert.Regexp(t, "the harness did not answer|the exercise is broken", err.Error(), "damage %d", d.seed)
	}
	return d.checkEvents(t, tape, report) && d.checkVerdicts(t, tape, report, player.witnessed)
}

// checkEvents finds no event that was not sent and, under the seal, no run that
// ended with other events than it had.
func (d damage) checkEvents(t *testing.T, tape tape, report *graders.Report) bool {
	t.Helper()
	sent := map[string]bool{}
	for _, line := range d.messages(tape) {
		sent[canonical(line)] = true
	}
	for _, run := range report.Runs {
		var got []string
		for _, e := range run.Events {
			got = append(got, message(run.Scenario, e.T, e.Kind, e.Data))
			if !assert.True(t, sent[got[len(got)-1]], "damage %d: nobody sent %s", d.seed, got[len(got)-1]) {
				return false
			}
		}
		if run.Outcome == graders.Ended && !d.knows && !assert.Equal(t, tape.events(run.Scenario), got, "damage %d", d.seed) {
			return false
		}
	}
	return true
}

// checkVerdicts finds no pass of a check whose scenario never came to its end with
// events.
func (d damage) checkVerdicts(t *testing.T, tape tape, report *graders.Report, ended map[string]bool) bool {
	t.Helper()
	for _, v := range report.Verdicts {
		scenario := consults(tape.exercise, v.Concept.ID)
		if v.Passed() && !assert.True(t, ended[scenario], "damage %d: %s passed without %q", d.seed, v.Concept.ID, scenario) {
			return false
		}
	}
	return true
}

// consults is a scenario without which a concept of the two exercises cannot pass.
func consults(e *graders.Exercise, concept string) string {
	return map[string]string{
		"data-integrity": "bytes", "backpressure": "slow-sink", "completion-after-flush": "slow-flush",
		"error-propagation": "flush-fails", "resource-cleanup": "sink-fails",
		"error-classification": "permanent-error", "backoff-growth": "all-fail", "jitter-bounded": "jitter",
		"attempt-budget": "success-later", "cause-preserved": "all-fail", "error-exposure": "answers",
		"cancellation": map[string]string{"backpressure-copy": "stalled-source", "retry-and-report": "abort"}[e.Slug],
	}[concept]
}
