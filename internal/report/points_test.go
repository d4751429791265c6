package report_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/report"
)

func TestParsePoints(t *testing.T) {
	points, err := report.ParsePoints("backpressure=3, cancellation=0")
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"backpressure": 3, "cancellation": 0}, points)
	for text, says := range map[string]string{
		"":                              "is no points",
		"backpressure":                  "write it like",
		"backpresure=1":                 `no concept "backpresure"`,
		"backpressure=-1":               "whole number",
		"backpressure=1.5":              "whole number",
		"backpressure=1,backpressure=2": "twice",
	} {
		_, err := report.ParsePoints(text)
		assert.ErrorContains(t, err, says, text)
	}
}

// TestPointsRescale follows new weights into every format that has points.
func TestPointsRescale(t *testing.T) {
	original := sample()
	entries := []report.Entry{graded("a", original)}
	o := report.Options{Points: map[string]int{"backpressure": 7, "cancellation": 5, "deadline": 0}}
	for format, says := range map[string]string{
		"text": "7 of 14 points", "json": `"points": 7,`, "junit": `<property name="max" value="14">`,
		"gradescope": `"score": 7`, "prairielearn": `"score": 0.5`, "gradebook": "7,14,7,0,0,0,0,failed", "html": "7 of 14",
	} {
		out, _ := written(t, format, entries, o)
		assert.Contains(t, out, says, format)
	}
	assert.Equal(t, 3, original.Points, "the report that came in stays as it was")
	assert.Equal(t, 2, original.Verdicts[0].Max)
}

func TestParseTargets(t *testing.T) {
	targets, err := report.ParseTargets([]string{"junit=out/report.xml", "github", "json=a=b.json"})
	require.NoError(t, err)
	assert.Equal(t, []report.Target{{Format: "junit", File: "out/report.xml"}, {Format: "github"}, {Format: "json", File: "a=b.json"}}, targets)
	dash, err := report.ParseTarget("tap=-")
	require.NoError(t, err)
	assert.Equal(t, report.Target{Format: "tap"}, dash)
	for _, test := range []struct {
		texts []string
		says  string
	}{
		{[]string{"yaml"}, `no format "yaml"`},
		{[]string{"junit="}, "names no file"},
		{[]string{"text", "tap=-"}, "text and tap both go to the standard output"},
		{[]string{"junit=a.xml", "html=./a.xml"}, "junit and html both go to ./a.xml"},
	} {
		_, err := report.ParseTargets(test.texts)
		assert.ErrorContains(t, err, test.says)
	}
}
