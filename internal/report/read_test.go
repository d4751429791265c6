package report_test

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tally is what a reader of a format gets to know about a submission: how many
// concepts passed, and how many there are.
type tally struct{ passed, total int }

// reader reads a format back, strictly: what the format does not know is an error.
type reader func(t *testing.T, out, summary string) []tally

func readers() map[string]reader {
	return map[string]reader{
		"text": readText, "json": readJSON, "junit": readJUnit, "tap": readTAP, "exercism": readExercism,
		"check50": readCheck50, "gradescope": readGradescope, "classroom": readClassroom,
		"prairielearn": readPrairieLearn, "github": readGitHub, "html": readHTML, "gradebook": readGradebook,
	}
}

func strictJSON(t *testing.T, text string, into any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(into), text)
	assert.False(t, decoder.More())
}

// count tallies statuses of one submission.
func count(statuses []string, pass string) []tally {
	n := tally{total: len(statuses)}
	for _, s := range statuses {
		if s == pass {
			n.passed++
		}
	}
	return []tally{n}
}

func readJSON(t *testing.T, out, _ string) []tally {
	var document struct {
		Version     int    `json:"version"`
		Drill       string `json:"drill"`
		Submissions []struct {
			ID, Path, Status, Fault, Refused string
			Points, Max                      int
			Report                           *struct {
				Version                                                   int
				Exercise, Title, Track, Language, Solution, Seed, Started string
				Duration                                                  int64
				Environment, Limits, Load, Output, Runs                   json.RawMessage
				Points, Max                                               int
				Verdicts                                                  []struct {
					Concept, Claim, Points, Max, Failure, Problem, BlockedBy, Flaky, Reason json.RawMessage
					Status                                                                  string
				}
			}
		} `json:"submissions"`
	}
	strictJSON(t, out, &document)
	assert.Equal(t, 1, document.Version)
	var all []tally
	for _, s := range document.Submissions {
		assert.Contains(t, []string{"passed", "failed", "refused", "fault"}, s.Status)
		var statuses []string
		if s.Report != nil {
			for _, v := range s.Report.Verdicts {
				statuses = append(statuses, v.Status)
			}
		}
		all = append(all, count(statuses, "pass")...)
	}
	return all
}

func readExercism(t *testing.T, out, _ string) []tally {
	var results struct {
		Version int     `json:"version"`
		Status  string  `json:"status"`
		Message *string `json:"message"`
		Tests   []struct {
			Name     string  `json:"name"`
			Status   string  `json:"status"`
			Message  *string `json:"message"`
			Output   *string `json:"output"`
			TestCode string  `json:"test_code"`
			TaskID   *int    `json:"task_id"`
		} `json:"tests"`
	}
	strictJSON(t, out, &results)
	assert.Equal(t, 3, results.Version)
	assert.Equal(t, results.Status == "error", results.Message != nil, "a message stands for an error and only for one")
	if results.Message != nil {
		assert.LessOrEqual(t, len(*results.Message), 65535)
	}
	var statuses []string
	for _, test := range results.Tests {
		assert.Contains(t, []string{"pass", "fail", "error"}, test.Status)
		assert.Equal(t, test.Status != "pass", test.Message != nil)
		if test.Output != nil {
			assert.LessOrEqual(t, len([]rune(*test.Output)), 500)
		}
		statuses = append(statuses, test.Status)
	}
	return count(statuses, "pass")
}

func readCheck50(t *testing.T, out, _ string) []tally {
	var results struct {
		Slug    string `json:"slug"`
		Version string `json:"version"`
		Error   *struct {
			Type, Value string
			Traceback   []string
			Data        map[string]any
		} `json:"error"`
		Results []struct {
			Name, Description string
			Passed            *bool
			Log               []string
			Cause             *struct {
				Rationale, Help  *string
				Expected, Actual *string
			}
			Data       map[string]any
			Dependency *string
		} `json:"results"`
	}
	strictJSON(t, out, &results)
	assert.NotEqual(t, results.Error == nil, results.Results == nil, "results or an error, never both")
	var statuses []string
	for _, r := range results.Results {
		word := "null"
		if r.Passed != nil {
			word = strconv.FormatBool(*r.Passed)
		}
		assert.Equal(t, word == "true", r.Cause == nil)
		assert.Equal(t, word == "null", r.Dependency != nil)
		statuses = append(statuses, word)
	}
	return count(statuses, "true")
}

func readGradescope(t *testing.T, out, _ string) []tally {
	var results struct {
		Score            *float64       `json:"score"`
		ExecutionTime    float64        `json:"execution_time"`
		Output           string         `json:"output"`
		OutputFormat     string         `json:"output_format"`
		Visibility       string         `json:"visibility"`
		StdoutVisibility string         `json:"stdout_visibility"`
		ExtraData        map[string]any `json:"extra_data"`
		Tests            []struct {
			Score        float64  `json:"score"`
			MaxScore     float64  `json:"max_score"`
			Status       string   `json:"status"`
			Name         string   `json:"name"`
			Number       string   `json:"number"`
			Output       string   `json:"output"`
			OutputFormat string   `json:"output_format"`
			Tags         []string `json:"tags"`
			Visibility   string   `json:"visibility"`
		} `json:"tests"`
	}
	strictJSON(t, out, &results)
	var statuses []string
	sum := 0.0
	for _, test := range results.Tests {
		assert.Contains(t, []string{"passed", "failed"}, test.Status)
		assert.Equal(t, "text", test.OutputFormat)
		assert.LessOrEqual(t, test.Score, test.MaxScore)
		sum += test.Score
		statuses = append(statuses, test.Status)
	}
	if results.Score != nil {
		assert.Equal(t, sum, *results.Score)
	}
	return count(statuses, "passed")
}

// decodeResult takes the result out of the line that goes to GITHUB_OUTPUT.
func decodeResult(t *testing.T, out string) string {
	t.Helper()
	encoded, found := strings.CutPrefix(strings.TrimSuffix(out, "\n"), "result=")
	require.True(t, found, "the output is named result")
	text, err := base64.StdEncoding.Strict().DecodeString(encoded)
	require.NoError(t, err)
	return string(text)
}

func readClassroom(t *testing.T, out, _ string) []tally {
	text := decodeResult(t, out)
	var result struct {
		Version  int     `json:"version"`
		Status   string  `json:"status"`
		MaxScore float64 `json:"max_score"`
		Tests    []struct {
			Name     string  `json:"name"`
			Status   string  `json:"status"`
			Score    float64 `json:"score"`
			Message  string  `json:"message"`
			TestCode string  `json:"test_code"`
			Filename string  `json:"filename"`
			LineNo   int     `json:"line_no"`
			Duration float64 `json:"duration"`
		} `json:"tests"`
	}
	strictJSON(t, text, &result)
	var statuses []string
	for _, test := range result.Tests {
		assert.Contains(t, []string{"pass", "fail", "error"}, test.Status)
		statuses = append(statuses, test.Status)
	}
	return count(statuses, "pass")
}

func readPrairieLearn(t *testing.T, out, _ string) []tally {
	assert.LessOrEqual(t, len(out), 1<<20)
	var results struct {
		Gradable bool    `json:"gradable"`
		Score    float64 `json:"score"`
		Message  string  `json:"message"`
		Output   string  `json:"output"`
		Images   []any   `json:"images"`
		Tests    []struct {
			Name        string  `json:"name"`
			Description string  `json:"description"`
			Points      float64 `json:"points"`
			MaxPoints   float64 `json:"max_points"`
			Message     string  `json:"message"`
			Output      string  `json:"output"`
		} `json:"tests"`
	}
	strictJSON(t, out, &results)
	assert.True(t, results.Score >= 0 && results.Score <= 1)
	var statuses []string
	for _, test := range results.Tests {
		statuses = append(statuses, strconv.FormatBool(test.Points > 0 && test.Points == test.MaxPoints))
	}
	return count(statuses, "true")
}

func readGradebook(t *testing.T, out, _ string) []tally {
	rows, err := csv.NewReader(bytes.NewBufferString(out)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"id", "exercise", "language", "points", "max"}, rows[0][:5])
	require.Equal(t, "status", rows[0][len(rows[0])-1])
	var all []tally
	for _, row := range rows[1:] {
		for _, cell := range row {
			assert.NotRegexp(t, "^[=+@\t\r-]", cell, "a spreadsheet takes it for a formula")
		}
		var n tally
		for _, cell := range row[5 : len(row)-1] {
			if cell != "" {
				n.total++
				points, err := strconv.Atoi(cell)
				require.NoError(t, err)
				if points > 0 {
					n.passed++
				}
			}
		}
		all = append(all, n)
	}
	return all
}
