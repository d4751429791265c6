package node

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/sandbox"
)

const nonce = "5ca1ab1e0ddba11cafef00ddeadbeef5"

type file struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

type stimulus struct {
	Name     string `json:"name"`
	Clock    string `json:"clock"`
	Tolerant bool   `json:"tolerant"`
	Input    any    `json:"input"`
	Solution int    `json:"solution"`
}

type job struct {
	Nonce     string     `json:"nonce"`
	Language  string     `json:"language"`
	Solution  file       `json:"solution"`
	Others    []file     `json:"others,omitempty"`
	Scenarios file       `json:"scenarios"`
	Run       []stimulus `json:"run"`
	Exports   []string   `json:"exports,omitempty"`
	Threads   bool       `json:"threads,omitempty"`
	Processes bool       `json:"processes,omitempty"`
}

type event struct {
	Scenario string          `json:"s"`
	Time     float64         `json:"t"`
	Kind     string          `json:"k"`
	Data     json.RawMessage `json:"d"`
}

// trace is what one harness wrote: events in order, and the rest.
type trace struct {
	events []event
	other  string
	stderr string
	code   int
}

// of returns the data of all events of a kind, as JSON texts.
func (tr trace) of(kind string) []string {
	var all []string
	for _, e := range tr.events {
		if e.Kind == kind {
			all = append(all, string(e.Data))
		}
	}
	return all
}

// kinds returns the kinds in order.
func (tr trace) kinds() []string {
	var all []string
	for _, e := range tr.events {
		all = append(all, e.Kind)
	}
	return all
}

// result returns what the scenario of that name emitted as "result".
func (tr trace) result(name string) string {
	for _, e := range tr.events {
		if e.Kind == "result" && e.Scenario == name {
			return string(e.Data)
		}
	}
	return "no result"
}

func (tr trace) finished() bool {
	return len(tr.events) > 0 && tr.events[len(tr.events)-1].Kind == "@done"
}

// newJob is a job for a solution and the scenarios of testdata, on one clock.
func newJob(name, solution, clock string, run ...string) job {
	j := job{Nonce: nonce, Language: "node", Solution: file{name, solution}}
	for _, scenario := range run {
		j.Run = append(j.Run, stimulus{Name: scenario, Clock: clock})
	}
	return j
}

func testdata(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return string(content)
}

// nodePath returns the host's node or skips.
func nodePath(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node on the PATH")
	}
	version, err := exec.Command(path, "--version").Output()
	require.NoError(t, err)
	major, _ := strconv.Atoi(strings.Split(strings.TrimPrefix(string(version), "v"), ".")[0])
	if major < OldestMajor {
		t.Skipf("needs node %d or newer, found %s", OldestMajor, strings.TrimSpace(string(version)))
	}
	return path
}

// command starts the harness from a copy of the embedded files.
func command(t *testing.T, arguments ...string) *exec.Cmd {
	t.Helper()
	path := nodePath(t)
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, Harness()))
	args := append(Flags(), filepath.Join(folder, Entry), "--work="+filepath.Join(t.TempDir(), "work"))
	cmd := exec.Command(path, append(args, arguments...)...)
	cmd.WaitDelay = time.Second
	t.Cleanup(func() {
		if cmd.Process != nil {
			_ = cmd.Process.Kill()
		}
	})
	return cmd
}

// run sends a job and reads all that comes back.
func run(t *testing.T, j job) trace {
	t.Helper()
	if j.Scenarios.Content == "" {
		j.Scenarios = file{"scenarios.mjs", testdata(t, "scenarios.mjs")}
	}
	line, err := json.Marshal(j)
	require.NoError(t, err)
	cmd := command(t)
	cmd.Stdin = bytes.NewReader(append(line, '\n'))
	return finish(t, cmd)
}

func finish(t *testing.T, cmd *exec.Cmd) trace {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		require.IsType(t, &exec.ExitError{}, err)
	}
	tr := trace{stderr: stderr.String(), code: cmd.ProcessState.ExitCode()}
	seal := sandbox.NewSeal(nonce)
	for line := range strings.Lines(stdout.String()) {
		at, message, marked := seal.Open([]byte(strings.TrimSuffix(line, "\n")))
		if !marked {
			tr.other += line
			continue
		}
		tr.other += line[:at]
		var e event
		require.NoError(t, json.Unmarshal(message, &e), "line %q", line)
		tr.events = append(tr.events, e)
	}
	return tr
}

func TestTheHarnessIsEmbeddedWithItsEntryAtTheRoot(t *testing.T) {
	content, err := fs.ReadFile(Harness(), Entry)
	require.NoError(t, err)
	require.NotEmpty(t, content)
	require.Regexp(t, "^[0-9a-f]{16}$", Version())
}
