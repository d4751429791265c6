package sandbox

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"drill/graders"
)

// FuzzTrace feeds a recorder what a hostile process may write to its two streams.
// N stands for the nonce, which the process may know: then it can end its own
// scenario, but not without the lines that say so.
func FuzzTrace(f *testing.F) {
	f.Add([]byte("hello\n"), 1)
	f.Add([]byte(trace("v!@begin", "v!x", "v!@end", "!@done")), 3)
	f.Add([]byte("N {\"s\": \"v\", \"k\": \"@begin\"}\nN {\"s\": \"v\", \"k\": \"@end\"}\n"), 7)
	f.Add([]byte("xN {\"s\": \"r\", \"t\": 1e300, \"k\": \"@begin\"}\nN {\"s\": \"r\", \"t\": -1, \"k\": \"\"}\n"), 64)
	f.Add([]byte("N {\"k\": \"@load\", \"d\": {\"line\": 1e300}}\nN {\"k\": \"@output\", \"d\": {\"text\": \"\x1b\"}}"), 2)
	f.Fuzz(func(t *testing.T, input []byte, size int) {
		text := strings.ReplaceAll(string(input), "N ", nonce+" ")
		r := newTestRecorder()
		r.limits.Trace = 1 << 10
		feed(r, text, max(1, size))
		r.stderr.write(input)
		checkRecording(t, r, text)
	})
}

func checkRecording(t *testing.T, r *recorder, text string) {
	t.Helper()
	var printed int
	count := func(output []graders.Output) {
		for _, piece := range output {
			printed += len(piece.Text)
		}
	}
	count(r.recording.Output)
	for _, run := range r.recording.Runs {
		count(run.Output)
		last := 0.0
		for _, event := range run.Events {
			assert.GreaterOrEqual(t, event.T, last, "time runs backwards")
			last = event.T
		}
		assert.LessOrEqual(t, int64(len(run.Events)), r.limits.Trace, "more events than bytes")
		if run.Outcome == graders.Ended {
			assert.True(t, said(text, run.Scenario, "@begin"), "ended without a begin")
			assert.True(t, said(text, run.Scenario, "@end"), "ended without an end")
		}
		assert.Equal(t, run.Outcome != graders.NotReached && run.Outcome != graders.Ended, run.Problem != nil)
	}
	// A control character grows to the four bytes of its name.
	assert.LessOrEqual(t, int64(printed), 4*r.limits.Output)
}

// said reports whether a whole line with the nonce says this of the scenario.
func said(text, scenario, kind string) bool {
	for line := range strings.Lines(text) {
		_, event, marked := strings.Cut(line, nonce+" ")
		var m message
		if marked && json.Unmarshal([]byte(event), &m) == nil && m.Scenario == scenario && m.Kind == kind {
			return true
		}
	}
	return false
}
