package progress

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

// report is one of two concepts with these statuses.
func report(hour int, statuses ...graders.Status) *graders.Report {
	r := &graders.Report{
		Version: graders.ReportVersion, Exercise: "copy", Language: graders.Node,
		Started: time.Date(2025, 1, 1, hour, 0, 0, 0, time.UTC),
	}
	for i, status := range statuses {
		concept := []concepts.Concept{concepts.NoLeakedWork, concepts.ErrorPropagation, concepts.Cancellation}[i]
		r.Verdicts = append(r.Verdicts, graders.Verdict{Concept: concept, Status: status})
	}
	return r
}

func empty() *Progress { return &Progress{Version: Version, Records: map[string]*Record{}} }

func TestReportsAddUp(t *testing.T) {
	p := empty()
	p.Add(report(1, graders.Fail, graders.Pass))
	p.Add(report(2, graders.Fail, graders.Fail))
	record := p.Find("copy", graders.Node)
	assert.Equal(t, 2, record.Attempts)
	assert.Equal(t, 1, record.Best)
	assert.Equal(t, 2, record.Total)
	assert.Nil(t, record.Solved)
	assert.False(t, p.Solved("copy", graders.Node))

	p.Add(report(3, graders.Pass, graders.Pass))
	p.Add(report(4, graders.Fail, graders.Pass))
	require.NotNil(t, record.Solved)
	assert.Equal(t, 3, record.Solved.Hour(), "the first pass counts, and stays")
	assert.Equal(t, 2, record.Best)
	assert.Equal(t, 1, record.Passed["error-propagation"].Hour())
	assert.Equal(t, 4, record.Last.Hour())
	assert.False(t, p.Solved("copy", graders.Go), "the other language is for itself")
	assert.Equal(t, map[string]bool{"error-propagation": true, "no-leaked-work": true}, p.Concepts())
}

func TestWhatWaitsForOthersFailsLast(t *testing.T) {
	p := empty()
	p.Add(report(1, graders.Blocked, graders.Fail, graders.Timeout))
	assert.Equal(t, []string{"error-propagation", "cancellation", "no-leaked-work"}, p.Find("copy", graders.Node).Failing)
	p.Add(report(2, graders.Pass, graders.Pass, graders.Pass))
	assert.Empty(t, p.Find("copy", graders.Node).Failing)
}

func TestHintsBeginAnewWhenTheConceptPasses(t *testing.T) {
	p := empty()
	p.Hinted("copy", graders.Node, "no-leaked-work")
	p.Hinted("copy", graders.Node, "no-leaked-work")
	p.Hinted("copy", graders.Node, "error-propagation")
	p.Add(report(1, graders.Fail, graders.Pass))
	assert.Equal(t, map[string]int{"no-leaked-work": 2}, p.Find("copy", graders.Node).Hints)
	p.Add(report(2, graders.Pass, graders.Pass))
	assert.Empty(t, p.Find("copy", graders.Node).Hints)
}
