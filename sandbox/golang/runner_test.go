package golang_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const printScenarios = `package main

import (
	"drill/sandbox/golang/scenario"
	"solution"
)

func main() { scenario.Main(scenario.Table{"one": func(*scenario.S) { solution.Do() }}) }
`

func jobOf(solution, job, imports string) *txtar.Archive {
	return &txtar.Archive{Files: []txtar.File{
		{Name: "solution.go", Data: []byte(solution)}, {Name: "scenarios.go", Data: []byte(printScenarios)},
		{Name: "job.json", Data: []byte(job)}, {Name: "imports", Data: []byte(imports)}}}
}

func TestIdleRunnerEnds(t *testing.T) {
	t.Parallel()
	b, err := bundle()
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := b.Command(t.TempDir(), 50*time.Millisecond)
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	stdin, err := cmd.StdinPipe() // stays open, and empty
	require.NoError(t, err)
	defer stdin.Close()
	output, err := cmd.Output()
	require.NoError(t, err)
	assert.Empty(t, output)
}

func TestRunnerWithoutJobEnds(t *testing.T) {
	t.Parallel()
	stdout, stderr := sendJob(t, "")
	assert.Empty(t, stdout+stderr)
}

func TestDamagedJob(t *testing.T) {
	t.Parallel()
	b, err := bundle()
	require.NoError(t, err)
	for _, job := range []string{"no json\n", "{}\n", `{"nonce":`} {
		command := b.Command(t.TempDir(), 0)
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Stdin = strings.NewReader(job)
		output, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		assert.Equal(t, 2, exit.ExitCode())
		assert.Contains(t, string(output), "runner: the job ")
	}
}

// TestEndlessOutput proves that output arrives in small pieces and ends with the
// scenario's time. The cap on it is the reader's.
func TestEndlessOutput(t *testing.T) {
	t.Parallel()
	trace := runArchive(t, jobOf("package solution\n\nimport \"fmt\"\n\nfunc Do() {\n\tfor {\n\t\tfmt.Print(\"äöü\\n\")\n\t}\n}\n",
		`{"run": [{"name": "one", "clock": "real", "input": {}, "wallMs": 200}]}`, ""))
	var text strings.Builder
	for _, l := range trace[2 : len(trace)-2] {
		require.Equal(t, "@output", l.Kind)
		piece := l.Data["text"].(string)
		require.LessOrEqual(t, len(piece), 4096)
		text.WriteString(piece)
	}
	assert.NotEmpty(t, text.String())
	assert.Empty(t, strings.Trim(text.String(), "äöü\n"), "no character is torn")
	assert.Equal(t, "@timeout", trace[len(trace)-2].Kind)
}

// TestNothingToRead proves that the running process finds neither sources nor
// objects: the work folder holds the binary and the process's own folder.
func TestNothingToRead(t *testing.T) {
	t.Parallel()
	trace := runArchive(t, jobOf(`package solution

import (
	"fmt"
	"os"
)

func Do() {
	for _, folder := range []string{".", ".."} {
		entries, _ := os.ReadDir(folder)
		for _, e := range entries {
			fmt.Println(folder, e.Name()[:3])
		}
	}
}
`, `{"run": [{"name": "one", "clock": "virtual", "input": {}, "wallMs": 4000}]}`, "os"))
	trace = joinOutput(trace)
	require.Len(t, trace, 5)
	assert.Equal(t, ".. run\n.. sce\n", trace[2].Data["text"])
}

// TestTimes proves that events carry the scenario's own time.
func TestTimes(t *testing.T) {
	t.Parallel()
	archive := jobOf("package solution\n\nimport \"time\"\n\nfunc Do() { time.Sleep(1500 * time.Microsecond) }\n",
		`{"run": [{"name": "one", "clock": "virtual", "input": {}, "wallMs": 4000}]}`, "")
	trace := runArchive(t, archive)
	require.Len(t, trace, 4)
	assert.InDelta(t, 1.5, trace[2].T, 0)
}

func TestSlowCompileIsTheLearners(t *testing.T) {
	t.Parallel()
	archive := jobOf("package solution\n\nfunc Do() {}\n", `{"run": [], "loadMs": 1}`, "")
	trace := runArchive(t, archive)
	require.Len(t, trace, 2)
	assert.Equal(t, "@load", trace[1].Kind)
	assert.Equal(t, "compiling took longer than 1ms", trace[1].Data["message"])
}

// TestLargeJob sends more than a pipe holds, both ways.
func TestLargeJob(t *testing.T) {
	t.Parallel()
	word := strings.Repeat("x", 300_000)
	input, err := json.Marshal(map[string]any{"run": []any{map[string]any{
		"name": "one", "clock": "virtual", "wallMs": 4000, "input": map[string]string{"word": word}}}})
	require.NoError(t, err)
	archive := jobOf("package solution\n\nfunc Do() {}\n", string(input), "")
	archive.Files[1].Data = []byte(strings.Replace(printScenarios, "func(*scenario.S) { solution.Do() }",
		"func(s *scenario.S) { var in struct{ Word string }; s.Input(&in); solution.Do(); s.Emit(`word`, scenario.Data{`word`: in.Word}) }", 1))
	trace := runArchive(t, archive)
	require.Len(t, trace, 5)
	assert.Equal(t, word, trace[2].Data["word"])
}

// TestOrphans proves that what a solution leaves behind does not outlive the
// runner, even in a session of its own.
func TestOrphans(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/proc/self/task"); err != nil {
		t.Skip("only Linux hands orphans over")
	}
	sleep, err := exec.LookPath("sleep")
	require.NoError(t, err)
	mark := "3141.5926"
	trace := runArchive(t, jobOf(`package solution

import (
	"fmt"
	"os"
	"syscall"
)

func Do() {
	p, err := os.StartProcess("`+sleep+`", []string{"sleep", "`+mark+`"}, &os.ProcAttr{Sys: &syscall.SysProcAttr{Setsid: true}})
	if err == nil {
		fmt.Println(p.Pid)
	}
}
`, `{"run": [{"name": "one", "clock": "real", "input": {}, "wallMs": 4000}]}`, "os syscall"))
	trace = joinOutput(trace)
	require.Len(t, trace, 5)
	pid := strings.TrimSpace(trace[2].Data["text"].(string))
	command, _ := os.ReadFile("/proc/" + pid + "/cmdline")
	assert.NotContains(t, string(command), mark)
}

// TestUndumpable proves that a solution finds its own files under /proc out of its
// user's reach as soon as its package is initialised.
func TestUndumpable(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has such files")
	}
	trace := joinOutput(runArchive(t, jobOf(`package solution

import (
	"fmt"
	"syscall"
)

var dumpable, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_GET_DUMPABLE, 0, 0)

func Do() { fmt.Print(dumpable) }
`, `{"run": [{"name": "one", "clock": "real", "input": {}, "wallMs": 4000}]}`, "syscall")))
	require.Len(t, trace, 5)
	assert.Equal(t, "0", trace[2].Data["text"])
}
