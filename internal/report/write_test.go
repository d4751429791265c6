package report_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the tests with -update to write golden files")
	assert.Equal(t, string(want), got)
}

// written is what a format comes to, and the step summary that github adds. The
// token that tests use is the same every time.
func written(t *testing.T, format string, entries []report.Entry, o report.Options) (out, summary string) {
	t.Helper()
	var page, markdown bytes.Buffer
	o.Summary, o.Random = &markdown, bytes.NewReader(bytes.Repeat([]byte{0xa5}, 64))
	if o.Version == "" {
		o.Version = "1.2.3"
	}
	require.NoError(t, report.Write(&page, format, entries, o))
	return page.String(), markdown.String()
}

func TestGolden(t *testing.T) {
	for name, entries := range samples() {
		for _, format := range report.Formats() {
			if len(entries) > 1 && !report.HoldsMany(format) {
				continue
			}
			t.Run(name+"/"+format, func(t *testing.T) {
				out, summary := written(t, format, entries, report.Options{})
				golden(t, filepath.Join(name, format+"."+report.Extension(format)), out)
				if format == "github" {
					golden(t, filepath.Join(name, "summary.md"), summary)
				}
			})
		}
		t.Run(name+"/ascii", func(t *testing.T) {
			out, _ := written(t, "text", entries, report.Options{ASCII: true, Width: 60})
			golden(t, filepath.Join(name, "ascii.txt"), out)
		})
	}
}

func TestFormatsForOneRefuseMany(t *testing.T) {
	two := []report.Entry{graded("a", sample()), graded("b", sample())}
	for _, format := range report.Formats() {
		err := report.Write(&bytes.Buffer{}, format, two, report.Options{})
		if report.HoldsMany(format) {
			assert.NoError(t, err, format)
			continue
		}
		assert.ErrorContains(t, err, "the "+format+" format holds one submission and 2 were graded")
	}
}

func TestWriteRefuses(t *testing.T) {
	both := graded("a", sample())
	both.Fault = "and a fault"
	for name, test := range map[string]struct {
		format  string
		entries []report.Entry
		options report.Options
		says    string
	}{
		"an unknown format":            {"yaml", []report.Entry{graded("a", sample())}, report.Options{}, "use one of text, json"},
		"no entries":                   {"text", nil, report.Options{}, "nothing was graded"},
		"an entry of nothing":          {"text", []report.Entry{{ID: "a"}}, report.Options{}, "and has 0"},
		"an entry of two things":       {"text", []report.Entry{both}, report.Options{}, "and has 2"},
		"points of another concept":    {"text", []report.Entry{graded("a", sample())}, report.Options{Points: map[string]int{"etag": 2}}, "etag, which was not graded"},
		"points below zero":            {"text", []report.Entry{graded("a", sample())}, report.Options{Points: map[string]int{"backpressure": -1}}, "whole number from 0"},
		"a source of tokens that ends": {"github", []report.Entry{graded("a", sample())}, report.Options{Random: &bytes.Buffer{}}, "no token"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			assert.ErrorContains(t, report.Write(&out, test.format, test.entries, test.options), test.says)
			assert.Empty(t, out.String(), "nothing is written by halves")
		})
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteReportsAFailingWriter(t *testing.T) {
	one := []report.Entry{graded("a", sample())}
	for _, format := range report.Formats() {
		assert.ErrorContains(t, report.Write(broken{}, format, one, report.Options{}), "disk full", format)
	}
	assert.ErrorContains(t, report.Write(&bytes.Buffer{}, "github", one, report.Options{Summary: broken{}}), "disk full")
}

// TestTokensAreFresh protects the log of a CI run: a learner who knew the token
// could end the block that keeps workflow commands from being obeyed.
func TestTokensAreFresh(t *testing.T) {
	one := []report.Entry{graded("a", allPass())}
	seen := map[string]bool{}
	for range 8 {
		var out bytes.Buffer
		require.NoError(t, report.Write(&out, "github", one, report.Options{}))
		first, _, _ := bytes.Cut(out.Bytes(), []byte("\n"))
		assert.Regexp(t, `^::stop-commands::[0-9a-f]{32}$`, string(first))
		assert.False(t, seen[string(first)])
		seen[string(first)] = true
	}
}

func TestDocumentComesBack(t *testing.T) {
	entries := samples()["many"]
	out, _ := written(t, "json", entries, report.Options{})
	document, err := report.ReadDocument(bytes.NewBufferString(out))
	require.NoError(t, err)
	require.Len(t, document.Submissions, len(entries))
	for i, s := range document.Submissions {
		assert.Equal(t, entries[i].ID, s.ID)
		assert.Equal(t, entries[i].Fault, s.Fault)
		assert.Equal(t, entries[i].Refused, s.Refused)
		if entries[i].Report != nil {
			assert.Equal(t, entries[i].Report.Seed, s.Report.Seed)
			assert.Equal(t, entries[i].Report.Environment, s.Report.Environment)
			assert.Equal(t, entries[i].Report.Limits, s.Report.Limits)
			assert.Len(t, s.Report.Verdicts, len(entries[i].Report.Verdicts))
		}
	}
	_, err = report.ReadDocument(bytes.NewBufferString("{"))
	assert.ErrorContains(t, err, "no report of drill's")
	_, err = report.ReadDocument(bytes.NewBufferString(`{"version":9}`))
	assert.ErrorContains(t, err, "version 9")
}

// TestVerdictOfAFaultIsNobodysLoss: a report in which drill could not judge one
// concept has no score, whatever the others came to.
func TestVerdictOfAFaultIsNobodysLoss(t *testing.T) {
	r := allPass()
	r.Verdicts[1].Status, r.Verdicts[1].Points = graders.Fault, 0
	one := []report.Entry{graded("a", summed(r))}
	for format, says := range map[string]string{
		"check50": `"error": {`, "prairielearn": `"gradable": false`, "exercism": `"status": "error"`,
		"tap": "Bail out!", "json": `"status": "fault"`, "github": "::warning ", "junit": `errors="2"`,
	} {
		out, _ := written(t, format, one, report.Options{})
		assert.Contains(t, out, says, format)
	}
	out, _ := written(t, "gradescope", one, report.Options{})
	assert.NotContains(t, out, `"score"`)
	out, _ = written(t, "gradebook", one, report.Options{})
	assert.Contains(t, out, "a,streams/backpressure,node,,6,,,,,,fault")
}
