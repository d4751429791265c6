package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"drill/graders"
)

const nonce = "0123456789abcdef0123456789abcdef"

// newTestRecorder records scenarios "v" on the virtual and "r" on the real clock,
// a second after the job was sent.
func newTestRecorder() *recorder {
	limits := graders.DefaultLimits()
	limits.Output, limits.Trace = 64, 4<<20
	job := graders.Job{Limits: limits, Run: []graders.Stimulus{
		{Name: "v", Clock: graders.Virtual}, {Name: "r", Clock: graders.Real},
	}}
	return newRecorder(job, nonce, func() time.Duration { return time.Second })
}

// trace expands each "N" to the nonce and each "S!kind" to a whole event of
// scenario S at 0 ms, and ends every line.
func trace(lines ...string) string {
	var all strings.Builder
	for _, line := range lines {
		if scenario, kind, ok := strings.Cut(line, "!"); ok {
			line = fmt.Sprintf(`N {"s": %q, "t": 0, "k": %q}`, scenario, kind)
		}
		all.WriteString(strings.Replace(line, "N ", nonce+" ", 1) + "\n")
	}
	return all.String()
}

// summary is what a recorder holds: for each scenario its outcome and events, and
// what was printed.
func summary(r *recorder) string {
	var all strings.Builder
	print := func(output []graders.Output) {
		for _, o := range output {
			fmt.Fprintf(&all, " %s=%q", o.Stream, o.Text)
		}
	}
	for _, name := range []string{"v", "r"} {
		run := r.recording.Runs[name]
		fmt.Fprintf(&all, "%s %s", name, run.Outcome)
		for _, e := range run.Events {
			fmt.Fprintf(&all, " %s@%g", e.Kind, e.T)
		}
		print(run.Output)
		all.WriteString(";")
		if name == "v" {
			all.WriteString(" ")
		}
	}
	print(r.recording.Output)
	return all.String()
}

func TestRecorder(t *testing.T) {
	const nothing = "v not-reached; r not-reached;"
	tests := []struct{ name, input, want string }{
		{"nothing", "", nothing},
		{"a whole run", trace("v!@begin", "v!x", "v!@end"), "v ended x@0; r not-reached;"},
		{"two runs", trace("v!@begin", "v!@end", "r!@begin", "r!x", "r!@end"), "v ended; r ended x@0;"},
		{"interleaved runs", trace("v!@begin", "r!@begin", "v!x", "r!y", "r!@end", "v!@end"), "v ended x@0; r ended y@0;"},
		{"no end", trace("v!@begin", "v!x"), "v not-reached x@0; r not-reached;"},
		{"no begin", trace("v!x", "v!@end"), nothing},
		{"end before begin", trace("v!@end", "v!@begin"), nothing},
		{"events after the end", trace("v!@begin", "v!@end", "v!x"), "v ended; r not-reached;"},
		{"begun again", trace("v!@begin", "v!@end", "v!@begin", "v!x", "v!@crash"), "v ended; r not-reached;"},
		{"begun twice", trace("v!@begin", "v!x", "v!@begin", "v!@end"), "v ended x@0; r not-reached;"},
		{"ended twice", trace("v!@begin", "v!@crash", "v!@end"), "v crashed; r not-reached;"},
		{"all ends", trace("v!@begin", "v!@stuck", "r!@begin", "r!@timeout"), "v stuck; r timed-out;"},
		{"exit", trace("v!@begin", "v!@exit"), "v exited; r not-reached;"},
		{"unknown scenario", trace("w!@begin", "w!x", "w!@end"), nothing},
		{"no scenario", trace("!@begin", "!x", "!@end"), nothing},
		{"unknown kind of the harness's", trace("v!@begin", "v!@secret", "v!@uncaught", "v!@end"), "v ended @uncaught@0; r not-reached;"},
		{"load after a begin", trace("v!@begin", "v!@load"), nothing},
		{"no kind", trace("v!@begin", "v!", "v!@end"), "v ended @0; r not-reached;"},

		{"forged without a nonce", `{"s": "v", "k": "@begin"}` + "\n", nothing + ` stdout="{\"s\": \"v\", \"k\": \"@begin\"}\n"`},
		{"forged with a wrong nonce", strings.Repeat("0", 32) + ` {}` + "\n", nothing + ` stdout="` + strings.Repeat("0", 32) + ` {}\n"`},
		{"nonce without a space", nonce + "\n", nothing + ` stdout="` + nonce + `\n"`},
		{"truncated json", trace("v!@begin", `N {"s": "v", "t": 0, "k": "@en`), nothing},
		{"truncated line", strings.TrimSuffix(trace("v!@begin", "v!@end"), "\n"), nothing},
		{"not an object", trace("v!@begin", "N 5", "N []", "N null", "v!@end"), "v ended; r not-reached;"},
		{"wrong types", trace("v!@begin", `N {"s": "v", "k": 5}`, `N {"s": "v", "t": "0", "k": "x"}`, `N {"s": "v", "k": "x", "d": []}`), nothing},
		{"two events in a line", strings.ReplaceAll(trace("v!@begin", "v!@end"), "}\n", "} "), nothing},
		{"nonce in the middle", "tick" + trace("v!@begin") + "tock" + trace("v!@end"), `v ended stdout="tock"; r not-reached; stdout="tick"`},
		{"output between", trace("v!@begin", "hello", "v!@end", "bye"), `v ended stdout="hello\n" stdout="bye\n"; r not-reached;`},
		{"output of the harness's telling", trace("v!@begin", `N {"s": "v", "k": "@output", "d": {"stream": "stderr", "text": "a"}}`,
			`N {"s": "v", "k": "@output", "d": {"stream": "other", "text": "b"}}`), `v not-reached stderr="a" stdout="b"; r not-reached;`},
		{"control characters", "\x1b[2J" + trace("v!@begin"), nothing + ` stdout="\\x1b[2J"`},

		{"time runs on", trace("v!@begin", at("v", "1.5"), at("v", "1e9")), "v not-reached x@1.5 x@1e+09; r not-reached;"},
		{"time runs backwards", trace("v!@begin", at("v", "5"), at("v", "4"), "v!@end"), "v exited x@5; r not-reached;"},
		{"time before the begin", trace("v!@begin", at("v", "-1")), "v exited; r not-reached;"},
		{"a little ahead", trace("r!@begin", at("r", "200")), "v not-reached; r not-reached x@200;"},
		{"ahead of the real clock", trace("r!@begin", at("r", "300")), "v not-reached; r exited;"},
		{"ahead beyond any clock", trace("r!@begin", at("r", "1e300")), "v not-reached; r exited;"},
		{"beyond any number", trace("r!@begin", at("r", "1e999")), nothing},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, size := range []int{1, 7, 1 << 20} {
				r := newTestRecorder()
				feed(r, test.input, size)
				assert.Equal(t, test.want, summary(r), "in pieces of %d bytes", size)
			}
		})
	}
}

func at(scenario, t string) string {
	return fmt.Sprintf(`N {"s": %q, "t": %s, "k": "x"}`, scenario, t)
}

func feed(r *recorder, input string, size int) {
	for len(input) > 0 {
		n := min(size, len(input))
		r.stdout.write([]byte(input[:n]))
		input = input[n:]
	}
	r.stdout.close()
	r.stderr.close()
}

func TestOversizedLines(t *testing.T) {
	long := strings.Repeat("x", 2*longestLine)
	t.Run("of a trace", func(t *testing.T) {
		r := newTestRecorder()
		feed(r, trace("v!@begin", `N {"s": "v", "k": "x", "d": {"y": "`+long+`"}}`, "v!@end"), 32<<10)
		assert.Equal(t, "v ended; r not-reached;", summary(r), "it is dropped as a whole")
		assert.Greater(t, r.traced, int64(len(long)))
	})
	t.Run("of output", func(t *testing.T) {
		r := newTestRecorder()
		feed(r, long, 32<<10)
		assert.Equal(t, "it printed more than 64 bytes", r.overflowing())
	})
}

func TestCaps(t *testing.T) {
	t.Run("output", func(t *testing.T) {
		r := newTestRecorder()
		feed(r, strings.Repeat("0123456789\n", 10), 5)
		var kept int
		for _, piece := range r.recording.Output {
			kept += len(piece.Text)
		}
		assert.Equal(t, 64, kept)
		assert.Equal(t, "it printed more than 64 bytes", r.overflowing())
	})
	t.Run("standard error", func(t *testing.T) {
		r := newTestRecorder()
		r.stderr.write([]byte("oops\n" + strings.Repeat("x", 100) + "\n"))
		assert.Equal(t, graders.Output{Stream: "stderr", Text: "oops\n"}, r.recording.Output[0])
		assert.NotEmpty(t, r.overflowing())
	})
	t.Run("trace", func(t *testing.T) {
		r := newTestRecorder()
		r.limits.Trace = 1000
		feed(r, trace("v!@begin")+strings.Repeat(trace("v!x"), 100)+trace("v!@end"), 32<<10)
		assert.Equal(t, "more happened than can be recorded: over 1000 bytes of events", r.overflowing())
		assert.Less(t, len(r.recording.Runs["v"].Events), 20)
		assert.Equal(t, graders.NotReached, r.recording.Runs["v"].Outcome)
	})
	t.Run("events", func(t *testing.T) {
		r := newTestRecorder()
		r.limits.Events = 3
		feed(r, trace("v!@begin")+strings.Repeat(trace("v!x"), 3)+trace("v!@end", "r!@begin")+strings.Repeat(trace("r!x"), 3), 100)
		assert.Empty(t, r.overflowing())
		assert.Equal(t, graders.Ended, r.recording.Runs["v"].Outcome)
		feed(r, trace("r!x", "r!@end", "!@done"), 100)
		assert.Equal(t, "more happened than can be recorded: over 3 events in one scenario", r.overflowing())
		assert.Len(t, r.recording.Runs["r"].Events, 3)
		assert.Equal(t, graders.NotReached, r.recording.Runs["r"].Outcome)
		assert.False(t, r.done)
	})
}

func TestProblemIsClean(t *testing.T) {
	r := newTestRecorder()
	feed(r, trace("v!@begin", `N {"s": "v", "k": "@crash", "d": {"message": "a\u001bb", "stack": "s\u0007", "file": "solution.mjs", "line": -3, "column": 1e300}}`), 100)
	problem := r.recording.Runs["v"].Problem
	assert.Equal(t, 0, problem.Line)
	assert.GreaterOrEqual(t, problem.Column, 0)
	for _, text := range []string{problem.Message, problem.Stack} {
		assert.NotContains(t, text, "\x1b")
		assert.NotContains(t, text, "\a")
	}
}
