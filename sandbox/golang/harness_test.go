package golang_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/golang"
)

const nonce = "0123456789abcdef0123456789abcdef"

// bundle is built once for all runs of the tests with the same sources and
// toolchain, and kept in the user's cache folder. DRILL_TEST_GO names another go
// command than the one on PATH.
var bundle = sync.OnceValues(func() (golang.Bundle, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return golang.Bundle{}, err
	}
	return golang.Build(context.Background(), golang.Options{
		Go: os.Getenv("DRILL_TEST_GO"), Dir: golang.Shelf(filepath.Join(cache, "drill-test", "go"), []string{"os"}), Packages: []string{"os"}})
})

type line struct {
	Scenario string         `json:"s"`
	T        float64        `json:"t"`
	Kind     string         `json:"k"`
	Data     map[string]any `json:"d"`
}

func (l line) String() string {
	text, _ := json.Marshal(l.Data)
	return strings.TrimSpace(l.Scenario + " " + l.Kind + " " + string(text))
}

// sendJob runs a runner with what it reads and returns what it wrote.
func sendJob(t *testing.T, job string, flags ...string) (stdout, stderr string) {
	t.Helper()
	b, err := bundle()
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := append(b.Command(t.TempDir(), 0), flags...)
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	var out, errors bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(job), &out, &errors
	require.NoError(t, cmd.Run(), errors.String())
	return out.String(), errors.String()
}

// runArchive sends the job of a test archive and returns its trace.
func runArchive(t *testing.T, archive *txtar.Archive) []line {
	t.Helper()
	files := map[string]string{}
	for _, f := range archive.Files {
		files[f.Name] = string(f.Data)
	}
	job := map[string]any{"nonce": nonce, "language": "go", "loadMs": 30_000,
		"solution":  map[string]string{"name": "solution.go", "content": files["solution.go"]},
		"scenarios": map[string]string{"name": "scenarios.go", "content": files["scenarios.go"]}}
	require.NoError(t, json.Unmarshal([]byte(files["job.json"]), &job))
	job["imports"] = append(graders.DefaultImports(), strings.Fields(files["imports"])...)
	text, err := json.Marshal(job)
	require.NoError(t, err)
	stdout, stderr := sendJob(t, string(text)+"\n")
	assert.Empty(t, stderr)
	return parseTrace(t, stdout)
}

// parseTrace demands that every line is an event: a runner prints nothing else.
func parseTrace(t *testing.T, stdout string) []line {
	t.Helper()
	var trace []line
	for text := range strings.Lines(stdout) {
		rest, ours := strings.CutPrefix(text, nonce+" ")
		require.True(t, ours, "line without nonce: %q", text)
		var l line
		require.NoError(t, json.Unmarshal([]byte(rest), &l))
		trace = append(trace, l)
	}
	return trace
}

// TestJobs runs each archive of testdata: its files solution.go and scenarios.go
// as the job that job.json completes. The file want holds the trace between @job
// and @done, one event a line as "scenario kind data"; "***" stands for any text.
func TestJobs(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			trace := runArchive(t, archive)
			require.NotEmpty(t, trace)
			assert.Equal(t, "@job", trace[0].Kind)
			compare(t, wanted(archive), trace[1:])
		})
	}
}

func wanted(archive *txtar.Archive) []string {
	for _, f := range archive.Files {
		if f.Name == "want" {
			return strings.Split(strings.TrimSpace(string(f.Data)), "\n")
		}
	}
	return nil
}

func compare(t *testing.T, want []string, trace []line) {
	t.Helper()
	var got strings.Builder
	for _, l := range joinOutput(trace) {
		got.WriteString(l.String() + "\n")
	}
	pattern := regexp.QuoteMeta(strings.Join(want, "\n") + "\n")
	pattern = strings.ReplaceAll(pattern, regexp.QuoteMeta("***"), `[^\n]*`)
	assert.Regexp(t, "^"+pattern+"$", got.String())
}

// joinOutput makes one event of output that arrived in pieces.
func joinOutput(trace []line) []line {
	var joined []line
	for _, l := range trace {
		if last := len(joined) - 1; l.Kind == "@output" && last >= 0 && joined[last].Kind == l.Kind &&
			joined[last].Data["stream"] == l.Data["stream"] {
			l.Data["text"] = joined[last].Data["text"].(string) + l.Data["text"].(string)
			joined = joined[:last]
		}
		joined = append(joined, l)
	}
	return joined
}
