//go:build linux || darwin

package grade

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app/apptest"
	"drill/exercises"
	"drill/graders"
	"drill/sandbox/docker/engine"
)

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
	if !apptest.EngineAnswers() {
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
