//go:build linux || darwin

package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/batch"
	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
)

// classroom is a folder of submissions, and the results of grading it.
type classroom struct {
	t         *testing.T
	dir       string
	command   string // drill or sample
	arguments []string
	env       []string
}

func newClassroom(t *testing.T, command string, solutions []string, arguments ...string) *classroom {
	c := &classroom{t: t, dir: t.TempDir(), command: command, env: append(os.Environ(), "DRILL_HOME="+t.TempDir())}
	for i, solution := range solutions {
		c.hand(i, solution)
	}
	c.arguments = append([]string{"grade", "class", "--out", "results", "--resume"}, arguments...)
	return c
}

func (c *classroom) hand(i int, solution string) {
	dir := filepath.Join(c.dir, "class", fmt.Sprintf("s%02d", i))
	require.NoError(c.t, os.MkdirAll(dir, 0o755))
	require.NoError(c.t, os.WriteFile(filepath.Join(dir, "solution.mjs"), []byte(solution), 0o644))
}

func (c *classroom) drill() *exec.Cmd {
	cmd := exec.Command(c.command, c.arguments...)
	cmd.Dir, cmd.Env = c.dir, c.env
	return cmd
}

// finish grades to the end and returns what drill said.
func (c *classroom) finish() string {
	out, err := c.drill().CombinedOutput()
	require.NoError(c.t, err, "%s", out)
	return string(out)
}

// kept is how many outcomes the journal has.
func (c *classroom) kept() int {
	text, err := os.ReadFile(filepath.Join(c.dir, "results", batch.JournalName))
	if err != nil {
		return 0
	}
	return max(0, bytes.Count(text, []byte("\n"))-1)
}

func (c *classroom) waitForKept(n int) {
	c.t.Helper()
	require.Eventually(c.t, func() bool { return c.kept() >= n }, 2*time.Minute, 5*time.Millisecond)
}

// requireOnePassEach fails unless every submission is in the gradebook and in the
// journal, passed, exactly once.
func (c *classroom) requireOnePassEach(n int) {
	c.t.Helper()
	file, err := os.Open(filepath.Join(c.dir, "results", "gradebook.csv"))
	require.NoError(c.t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(c.t, err)
	require.Len(c.t, rows, 1+n)
	for i, row := range rows[1:] {
		assert.Equal(c.t, fmt.Sprintf("s%02d", i), row[0])
		assert.Equal(c.t, "passed", row[len(row)-1])
		assert.FileExists(c.t, filepath.Join(c.dir, "results", row[0]+".json"))
	}
	assert.Equal(c.t, n, c.kept(), "one line of the journal each")
}

func TestAGradingThatIsKilledGoesOn(t *testing.T) {
	solutions := make([]string, 8)
	for i := range solutions {
		solutions[i] = "emit a\nemit b\n"
	}
	solutions[5] = "hang\n"
	c := newClassroom(t, "sample", solutions, "--exercise", "retry", "--sandbox", "local", "--jobs", "1")
	first := c.drill()
	stderr, err := first.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, first.Start())
	said := bufio.NewScanner(stderr)
	for said.Scan() && said.Text() != "hanging" {
	}
	require.Equal(t, "hanging", said.Text())
	require.NoError(t, first.Process.Kill())
	_ = first.Wait() // it was killed
	require.Equal(t, 5, c.kept())

	c.hand(5, "emit a\nemit b\n")
	c.finish()
	c.requireOnePassEach(8)
}

// references is a class that copied from the book; each is a little different.
func references(t *testing.T, n int) []string {
	t.Helper()
	if !engineAnswers() {
		t.Skip("no container engine answers")
	}
	e, ok := exercises.Find("backpressure-copy")
	require.True(t, ok)
	solution, err := e.Reference(graders.Node)
	require.NoError(t, err)
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%s\n// %d\n", solution.Content, i)
	}
	return all
}

func TestAGradingInContainersThatIsKilledGoesOn(t *testing.T) {
	const n = 10
	c := newClassroom(t, "drill", references(t, n), "--exercise", "backpressure-copy", "--sandbox", "docker")
	first := c.drill()
	require.NoError(t, first.Start())
	c.waitForKept(3)
	require.NoError(t, first.Process.Kill())
	_ = first.Wait() // it was killed
	require.Less(t, c.kept(), n, "it was killed in the midst")
	c.finish()
	c.requireOnePassEach(n)
	require.Eventually(t, func() bool { return containersOf(t, first.Process.Pid) == 0 }, time.Minute, 50*time.Millisecond)
}

// containersOf counts what a drill has left at the engine.
func containersOf(t *testing.T, pid int) int {
	t.Helper()
	e, err := engine.Connect(t.Context(), engine.Options{})
	require.NoError(t, err)
	defer e.Close()
	answer, err := e.ContainerList(t.Context(), client.ContainerListOptions{All: true, Filters: client.Filters{}.Add("label", "drill.owner")})
	require.NoError(t, err)
	n := 0
	for _, item := range answer.Items {
		if strings.Contains(item.Labels["drill.owner"], fmt.Sprintf(":%d:", pid)) {
			n++
		}
	}
	return n
}

func TestAnEngineThatGoesAwayAndReturnsCostsNobodyAnything(t *testing.T) {
	const n = 10
	c := newClassroom(t, "drill", references(t, n), "--exercise", "backpressure-copy", "--sandbox", "docker")
	w := newWire(t)
	c.env = append(c.env, "DOCKER_HOST=unix://"+w.path)
	done := make(chan string, 1)
	cmd := c.drill()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	require.NoError(t, cmd.Start())
	go func() {
		_ = cmd.Wait() // the exit code says it
		done <- out.String()
	}()
	c.waitForKept(3)
	w.cut()
	w.waitForRefused(4)
	w.mend()
	text := <-done
	require.Zero(t, cmd.ProcessState.ExitCode(), text)
	c.requireOnePassEach(n)
}

// wire is a socket in front of the engine's that can be cut.
type wire struct {
	t    *testing.T
	path string
	real string

	mu      sync.Mutex
	down    bool
	refused int
	open    map[net.Conn]bool
}

func newWire(t *testing.T) *wire {
	t.Helper()
	info, err := docker.Available(t.Context(), engine.Options{})
	require.NoError(t, err)
	real, isSocket := strings.CutPrefix(info.Host, "unix://")
	if !isSocket {
		t.Skip("the engine is not behind a Unix socket")
	}
	w := &wire{t: t, real: real, path: filepath.Join(t.TempDir(), "engine.sock"), open: map[net.Conn]bool{}}
	listener, err := net.Listen("unix", w.path)
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go w.carry(c)
		}
	}()
	return w
}

func (w *wire) carry(c net.Conn) {
	defer c.Close()
	engine, err := net.Dial("unix", w.real)
	if err != nil {
		return
	}
	defer engine.Close()
	w.mu.Lock()
	if w.down {
		w.refused++
		w.mu.Unlock()
		return
	}
	w.open[c], w.open[engine] = true, true
	w.mu.Unlock()
	ended := make(chan struct{}, 2)
	pass := func(to, from net.Conn) {
		_, _ = io.Copy(to, from) // a wire that is cut ends both ways
		if half, ok := to.(*net.UnixConn); ok {
			_ = half.CloseWrite()
		}
		ended <- struct{}{}
	}
	go pass(engine, c)
	go pass(c, engine)
	<-ended
	<-ended
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = true
	for c := range w.open {
		c.Close()
	}
	clear(w.open)
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = false
}

func (w *wire) waitForRefused(n int) {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.refused >= n
	}, 2*time.Minute, 5*time.Millisecond)
}
