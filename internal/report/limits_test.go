package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/report"
)

// TestLongTextsAreCutAndSaySo: every limit holds, no character is halved, and what
// was cut says that it was.
func TestLongTextsAreCutAndSaySo(t *testing.T) {
	long := strings.Repeat("né日🦊 ", 40_000)
	r := sample()
	r.Verdicts[1].Failure.Seen = long
	r.Runs[0].Output = []graders.Output{{Stream: "stdout", Text: long}}
	r.Output = r.Runs[0].Output
	for format, test := range map[string]struct {
		limit int
		says  string
	}{
		"exercism":     {200_000, "Output was truncated. Please limit to 500 chars"},
		"prairielearn": {1_000_000, "cut here"},
		"junit":        {300_000, "cut here"},
		"github":       {300_000, "cut here"},
		"html":         {200_000, "cut here"},
	} {
		t.Run(format, func(t *testing.T) {
			out, summary := written(t, format, []report.Entry{graded("a", r)}, report.Options{})
			assert.LessOrEqual(t, len(out), test.limit)
			assert.LessOrEqual(t, len(summary), 1<<20)
			assert.True(t, utf8.ValidString(out) && utf8.ValidString(summary))
			assert.NotContains(t, out, "\uFFFD")
			assert.Contains(t, out, test.says)
			assert.Equal(t, []tally{{2, 5}}, readers()[format](t, out, summary)[:1])
		})
	}
}

func TestExercismMessageLimit(t *testing.T) {
	r := unloaded()
	r.Load.Message = strings.Repeat("日", 50_000)
	out, _ := written(t, "exercism", []report.Entry{graded("a", r)}, report.Options{})
	var results struct{ Status, Message string }
	require.NoError(t, json.Unmarshal([]byte(out), &results))
	assert.Equal(t, "error", results.Status)
	assert.LessOrEqual(t, len(results.Message), 65535)
	assert.Greater(t, len(results.Message), 65000)
	assert.True(t, strings.HasSuffix(results.Message, "longer than this report may hold"))
	assert.NotContains(t, results.Message, "\uFFFD")
}

// TestSummaryIsCutBetweenRows: GitHub drops a summary that is too long whole.
func TestSummaryIsCutBetweenRows(t *testing.T) {
	var entries []report.Entry
	for range 6000 {
		entries = append(entries, graded(strings.Repeat("x", 200), allPass()))
	}
	_, summary := written(t, "github", entries, report.Options{})
	assert.LessOrEqual(t, len(summary), 1<<20)
	assert.Contains(t, summary, "The summary is cut here")
	for row := range strings.SplitSeq(summary, "\n") {
		if strings.HasPrefix(row, "| xxx") {
			assert.True(t, strings.HasSuffix(row, "| 6/6 |"), row)
		}
	}
}
