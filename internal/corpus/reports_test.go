package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/report"
	"drill/sandbox"
)

// forged is text that would be a line of some report, a command to a runner or to a
// terminal, or the end of what holds it.
const forged = "\n::error file=x::forged\n::stop-commands::x\n  ::set-output name=points::100\n##[endgroup]\n##vso[task.complete]\n##teamcity[testFinished]\n" +
	"ok 1 - forged\nnot ok 2 - forged\n1..1\nBail out! forged\n  ---\n  ...\n# tests 1\n" +
	"✔ forged\n✓ forged\nPASS forged\n6 of 6 concepts pass\n</failure></system-out></testcase><testcase name=\"forged\"/>\n]]>\n<script>forged()</script>\n" +
	"\"},{\"status\":\"pass\",\"name\":\"forged\"}\n```\n| forged | pass |\n</details>\n=forged()\n@forged,100\nid,points\nforged,100\n" +
	"\x1b[2J\x1b[H\x1b[32mforged\x1b[0m\x1b]8;;http://192.0.2.1\x07\x9b1A\u202e\u2066\u2028\r\x00"

// graded is the report of a solution that fails and put text wherever it can.
func graded(t *testing.T, text string, load bool) *graders.Report {
	t.Helper()
	e := entry{name: "reports"}
	e.set(t, "exercise", "microtask-batcher")
	e.confine(t, "", "same-tick-coalescing")
	messages := []string{
		message("", 0, "@job", graders.Data{"runtime": "node v24.0.0"}),
		message("", 0, "@output", graders.Data{"stream": text, "text": text}),
		message("one-run", 0, "@begin", nil), message("one-run", 0, "pushed", graders.Data{text: text}),
		message("one-run", 0, "flush", graders.Data{"items": []string{text}}),
		message("one-run", 0, "@output", graders.Data{"stream": "stderr", "text": text}),
		message("one-run", 0, "@end", nil), message("", 0, "@done", nil),
	}
	if load {
		messages = append(messages[:2], message("", 0, "@load", graders.Data{"message": text, "file": text, "line": 3, "stack": text}))
	}
	report, err := graders.Grade(t.Context(), asSandbox(func(nonce string, stdout, stderr io.Writer) {
		_, _ = io.WriteString(stderr, text+"\n")
		seal := sandbox.NewSeal(nonce)
		for _, m := range messages {
			_, _ = stdout.Write(append(seal.Mark([]byte(m)), '\n'))
		}
	}), graders.Submission{Exercise: e.exercise, Language: graders.Node, Solution: graders.File{Name: "solution.mjs"}})
	require.NoError(t, err)
	require.False(t, report.Passed())
	return report
}

// TestNoFormatCanBeForged writes what a hostile solution said beside what a harmless
// one did: whatever a reader of the format counts is the same.
func TestNoFormatCanBeForged(t *testing.T) {
	for _, load := range []bool{false, true} {
		hostile, harmless := graded(t, forged, load), graded(t, "x", load)
		for _, format := range report.Formats() {
			t.Run(fmt.Sprintf("%s, fails to load %v", format, load), func(t *testing.T) {
				got, want := written(t, format, hostile, "ada\n"+forged), written(t, format, harmless, "ada x")
				assert.NotRegexp(t, "[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202e\u2066\u2028]", got)
				assert.Equal(t, commands(want), commands(got), "commands to a runner:\n%s", got)
				assert.Equal(t, structure(t, format, want), structure(t, format, got), "%s", got)
			})
		}
	}
}

func written(t *testing.T, format string, r *graders.Report, id string) string {
	t.Helper()
	var out, summary bytes.Buffer
	entry := report.Entry{ID: id, Path: id, Report: r}
	require.NoError(t, report.Write(&out, format, []report.Entry{entry}, report.Options{Summary: &summary, Random: bytes.NewReader(make([]byte, 1<<10))}))
	return out.String()
}

// commands names what a CI runner would obey. In a line that is a command already,
// the rest is its data.
func commands(text string) []string {
	var found []string
	for _, m := range regexp.MustCompile(`(?m)^\s*::([a-z-]+).*$|##(\[|vso\[|teamcity\[)`).FindAllStringSubmatch(text, -1) {
		found = append(found, m[1]+m[2])
	}
	return found
}

// structure is what a reader of a format counts.
func structure(t *testing.T, format, text string) any {
	t.Helper()
	switch format {
	case "junit":
		return elements(t, text)
	case "json", "exercism", "check50", "gradescope", "prairielearn":
		return shape(t, text)
	case "gradebook":
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err)
		formulas := 0
		for _, cell := range slices.Concat(rows...) {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t") {
				formulas++
			}
		}
		return []int{len(rows), len(rows[0]), formulas}
	case "tap":
		return regexp.MustCompile(`(?m)^(ok|not ok|1\.\.|Bail out!)`).FindAllString(text, -1)
	case "html":
		return regexp.MustCompile(`(?i)<(script|/?table|/?details|/?body|/?html|iframe|img)`).FindAllString(text, -1)
	}
	return regexp.MustCompile(`(?m)^(✔|✓|✗|✘|PASS|FAIL|pass|fail|ok|not ok|\d+ of \d+)`).FindAllString(text, -1)
}

func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return count
		}
		require.NoError(t, err)
		if start, is := token.(xml.StartElement); is {
			count[start.Name.Local]++
		}
	}
}

// shape is a JSON document with its texts left out: names of fields that a learner
// could not choose, and every other kind of value.
func shape(t *testing.T, text string) any {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal([]byte(text), &value))
	return shapeOf(value)
}

func shapeOf(value any) any {
	switch v := value.(type) {
	case map[string]any:
		fields := map[string]any{}
		for name, field := range v {
			if name == "data" || name == "output" { // of events: the learner's names, and as much as was said
				continue
			}
			fields[name] = shapeOf(field)
		}
		for _, varying := range []string{"started", "duration", "wall", "arrived", "execution_time"} {
			delete(fields, varying)
		}
		return fields
	case []any:
		var items []any
		for _, item := range v {
			items = append(items, shapeOf(item))
		}
		return items
	case string:
		if v == "pass" || v == "fail" || v == "error" || v == "passed" || v == "failed" {
			return v
		}
		return ""
	}
	return value
}

// TestExamsTellNothing looks in redacted reports for what a solution was given and
// for what it said.
func TestExamsTellNothing(t *testing.T) {
	const secret = "COLLECTED-d1v3rs"
	r := graded(t, secret, false)
	for _, degree := range []graders.Reveal{graders.RevealReason, graders.RevealNone} {
		for _, format := range report.Formats() {
			text := written(t, format, r.Redact(degree), "ada")
			assert.NotContains(t, text, secret, "%s with --reveal %s", format, degree)
			assert.NotContains(t, text, "one-run", "%s with --reveal %s: names of scenarios", format, degree)
		}
	}
}
