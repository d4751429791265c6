package report_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/report"
)

// random makes reports out of a seed, so that a failure can be repeated.
type random struct {
	*rand.Rand
	// text makes what stands in every field that a person or a learner can fill.
	text func() string
}

// pieces are what texts are put together from; all that some format gives a
// meaning is among them.
func pieces() []string {
	return []string{
		"a", "word", " ", "  ", "\n", "\r\n", "\t", "é", "日本", "🦊", "e\u0301", "\u202e", "\u009b31m", "\x1b[32mPASS", "\x00", "\xff", "\ufffe",
		"::error::x", "##[error]x", "##vso[x]", "]]>", "</script>", "<td class=\"pass\">", "<!--", "&amp;", "\"", "'", "|", "`", "\\", "%0A", "%",
		"\nok 1 - forged", "\n  ✓ forged", "\nnot ok 2", "\n    ok 9 - x", "# SKIP", "# TODO", "\n...\n", "\n---\n", "Bail out!", "=cmd()", "+1", "-1", "@x",
		",", ";", "\"\n\"", "https://example.invalid", "[x](y)", "result=", "\n\n1..0\n", "{}", "\u2028", "${x}", "points", " 9/9", strings.Repeat("long", 40),
	}
}

func newRandom(seed uint64) *random {
	r := &random{Rand: rand.New(rand.NewPCG(seed, 1))}
	r.text = func() string {
		var text strings.Builder
		for range r.IntN(5) {
			text.WriteString(pieces()[r.IntN(len(pieces()))])
		}
		return text.String()
	}
	return r
}

// report makes one that redaction may have emptied in places.
func (r *random) report() *graders.Report {
	all := concepts.All()
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	made := &graders.Report{
		Exercise: "some-exercise", Track: "streams", Title: r.text(), Language: graders.Node, Solution: "solution.mjs",
		Seed: r.Uint64(), Started: time.Unix(r.Int64N(1e9), 0), Duration: time.Duration(r.Int64N(1e10)),
	}
	for _, concept := range all[:1+r.IntN(8)] {
		made.Verdicts = append(made.Verdicts, r.verdict(concept, all[0].ID))
	}
	for range r.IntN(3) {
		made.Runs = append(made.Runs, &graders.Run{Scenario: r.text(), Input: json.RawMessage("null"), Output: r.output()})
	}
	made.Output = r.output()
	if r.IntN(6) == 0 {
		made.Load = r.problem()
		for i := range made.Verdicts {
			v := &made.Verdicts[i]
			*v = graders.Verdict{Concept: v.Concept, Claim: v.Claim, Status: graders.Error, Max: v.Max, Problem: made.Load}
		}
	}
	degree := []graders.Reveal{graders.RevealFull, graders.RevealSeen, graders.RevealReason, graders.RevealNone}[r.IntN(4)]
	return summed(made).Redact(degree)
}

func (r *random) output() []graders.Output {
	if r.IntN(2) == 0 {
		return nil
	}
	return []graders.Output{{Stream: "stdout", Text: r.text()}, {Stream: "stderr", Text: r.text()}}
}

func (r *random) problem() *graders.Problem {
	return &graders.Problem{Outcome: graders.Crashed, Message: r.text(), File: "solution.mjs", Line: r.IntN(3), Stack: r.text()}
}

func (r *random) failure() *graders.Failure {
	at := float64(r.IntN(1000)) / 4
	return &graders.Failure{Expected: r.text(), Seen: r.text(), Scenario: r.text(), At: &at}
}

func (r *random) verdict(c concepts.Concept, blockedBy string) graders.Verdict {
	v := graders.Verdict{Concept: c, Claim: r.text(), Reason: r.text(), Max: 1 + r.IntN(5)}
	v.Status = []graders.Status{graders.Pass, graders.Pass, graders.Fail, graders.Blocked, graders.Error, graders.Timeout,
		graders.Memory, graders.Overflow, graders.NoResult}[r.IntN(9)]
	switch v.Status {
	case graders.Pass:
		v.Points = v.Max
		if r.IntN(4) == 0 {
			v.Flaky = r.failure()
		}
	case graders.Blocked:
		v.BlockedBy = blockedBy
	case graders.Fail, graders.NoResult:
		v.Failure = r.failure()
	default:
		v.Problem = r.problem()
	}
	return v
}

// expected is what every reader must find.
func expected(format string, r *graders.Report) tally {
	n := tally{total: len(r.Verdicts), passed: len(r.Verdicts) - len(r.Failed())}
	switch {
	case r.Load != nil && format == "exercism":
		n.total = 0 // nothing ran
	case r.Load != nil && format == "text":
		n.total = 1 // said once
	}
	return n
}

func TestEveryFormatSaysWhatTheReportSays(t *testing.T) {
	for format, read := range readers() {
		t.Run(format, func(t *testing.T) {
			for seed := range uint64(150) {
				r := newRandom(seed)
				made := r.report()
				out, summary := written(t, format, []report.Entry{{ID: r.text(), Path: r.text(), Report: made}}, report.Options{})
				require.Equal(t, []tally{expected(format, made)}, read(t, out, summary), "seed %d\n%s\n%s", seed, out, summary)
				nothingObeyed(t, format, out)
			}
		})
	}
}

func TestEveryFormatForManySaysWhatTheReportsSay(t *testing.T) {
	for format, read := range readers() {
		if !report.HoldsMany(format) {
			continue
		}
		t.Run(format, func(t *testing.T) {
			for seed := range uint64(30) {
				r := newRandom(seed)
				entries, want := r.batch(format)
				out, summary := written(t, format, entries, report.Options{})
				require.Equal(t, want, read(t, out, summary), "seed %d\n%s\n%s", seed, out, summary)
				nothingObeyed(t, format, out)
			}
		})
	}
}

// batch is submissions of one exercise, so that all have the same concepts.
func (r *random) batch(format string) (entries []report.Entry, want []tally) {
	first := r.report()
	for range 2 + r.IntN(4) {
		made := *first
		made.Load, made.Verdicts = nil, nil
		for _, v := range first.Verdicts {
			made.Verdicts = append(made.Verdicts, r.verdict(v.Concept, first.Verdicts[0].Concept.ID))
		}
		entries = append(entries, report.Entry{ID: fmt.Sprint("student", r.text()), Path: r.text(), Report: summed(&made)})
		want = append(want, expected(format, &made))
	}
	return entries, want
}

// nothingObeyed protects the log of a CI run: whatever is printed there, the only
// commands in it are the annotations of the github format.
func nothingObeyed(t *testing.T, format, out string) {
	t.Helper()
	if format != "github" {
		assert.Empty(t, obeyed(out), format)
	}
	for _, r := range out {
		if r != '\n' && r != '\t' && (r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u202e' || r == '\u2028') {
			t.Fatalf("%s holds the control character %U:\n%q", format, r, out)
		}
	}
}
