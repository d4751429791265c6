package corpus

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
)

// entry is a hostile submission and what must come of it. Its file begins with
// comment lines of fields that are separated by " | ":
//
//	attack 18: what it does   numbers, or "own", and a title
//	exercise: slug            graded against this exercise
//	passes: none              or all, or the ids of concepts that hold in truth
//	status: error, fail       what the other checks may come to; any when absent
//	local: reason             not claimed by the local sandbox, and why
//	limits: wall=1s           replaces limits of the exercise
//	only: data-integrity      grades this concept alone, for attacks that take long
//	alone                     takes much of the machine: nothing runs beside it
type entry struct {
	name     string
	language graders.Language
	solution graders.File
	rows     []int
	exercise *graders.Exercise
	passes   []string
	statuses []string
	local    string
	alone    bool
}

// load reads the entries of testdata.
func load(t testing.TB) []entry {
	t.Helper()
	var all []entry
	for _, language := range graders.Languages() {
		files, err := filepath.Glob(filepath.Join("testdata", string(language), "*"))
		require.NoError(t, err)
		for _, file := range files {
			all = append(all, read(t, language, file))
		}
	}
	require.NotEmpty(t, all)
	return all
}

func read(t testing.TB, language graders.Language, file string) entry {
	t.Helper()
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	base := filepath.Base(file)
	extension := filepath.Ext(base)
	e := entry{
		name: string(language) + "/" + strings.TrimSuffix(base, extension), language: language,
		solution: graders.File{Name: "solution" + extension, Content: content},
	}
	fields := header(string(content))
	require.NotEmpty(t, fields, "%s says nothing about itself", file)
	for name, value := range fields {
		e.set(t, name, value)
	}
	require.NotNil(t, e.exercise, "%s names no exercise", file)
	e.confine(t, fields["limits"], fields["only"])
	return e
}

// header reads the comment lines at the beginning of a file.
func header(content string) map[string]string {
	fields := map[string]string{}
	for line := range strings.Lines(content) {
		text, comment := strings.CutPrefix(strings.TrimSpace(line), "// ")
		if !comment {
			break
		}
		for part := range strings.SplitSeq(text, " | ") {
			name, value, _ := strings.Cut(part, ":")
			fields[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return fields
}

func (e *entry) set(t testing.TB, name, value string) {
	t.Helper()
	switch {
	case strings.HasPrefix(name, "attack "):
		for _, number := range regexp.MustCompile(`\d+`).FindAllString(name, -1) {
			row, _ := strconv.Atoi(number)
			e.rows = append(e.rows, row)
		}
	case name == "exercise":
		found, known := exercises.Find(value)
		require.True(t, known, "%s: no exercise %s", e.name, value)
		copied := *found
		e.exercise = &copied
	case name == "passes" && value == "none":
	case name == "passes":
		e.passes = words(value)
	case name == "status":
		e.statuses = words(value)
	case name == "local":
		e.local = value
	case name == "alone":
		e.alone = true
	default:
		require.Contains(t, []string{"limits", "only"}, name, "%s has an unknown field", e.name)
	}
}

func words(list string) []string {
	var found []string
	for word := range strings.SplitSeq(list, ",") {
		found = append(found, strings.TrimSpace(word))
	}
	return found
}

// confine narrows the exercise as the header says.
func (e *entry) confine(t testing.TB, limits, only string) {
	t.Helper()
	for _, limit := range strings.Fields(limits) {
		name, value, _ := strings.Cut(limit, "=")
		wait, _ := time.ParseDuration(value)
		number, _ := strconv.ParseInt(value, 10, 64)
		l := &e.exercise.Limits
		switch name {
		case "wall":
			l.Wall = wait
		case "load":
			l.Load = wait
		case "cpu":
			l.CPU = wait
		case "memory":
			l.Memory = number << 20
		case "disk":
			l.Disk = number << 20
		case "processes":
			l.Processes = int(number)
		default:
			require.Fail(t, "unknown limit", "%s: %s", e.name, name)
		}
	}
	if only != "" {
		e.exercise = narrow(t, e.exercise, only)
	}
}

// narrow is an exercise with one concept and no more scenarios than that consults.
func narrow(t testing.TB, full *graders.Exercise, concept string) *graders.Exercise {
	t.Helper()
	consulted := map[string][]string{
		"data-integrity": {
			"bytes", "large", "short-write", "slow-sink", "slow-flush", "source-fails", "sink-fails", "flush-fails", "both-fail", "stalled-source",
		},
		"same-tick-coalescing": {"one-run"},
		"backoff-growth":       {"all-fail"},
	}[concept]
	require.NotEmpty(t, consulted, "nobody has said what %s consults", concept)
	one := *full
	one.Checks = slices.DeleteFunc(slices.Clone(full.Checks), func(c graders.Check) bool { return c.Concept.ID != concept })
	one.Scenarios = slices.DeleteFunc(slices.Clone(full.Scenarios), func(s graders.Scenario) bool { return !slices.Contains(consulted, s.Name) })
	require.Len(t, one.Checks, 1)
	require.NotEmpty(t, one.Scenarios)
	return &one
}
