package local

import (
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

const goScenarios = `package main

import (
	"drill/sandbox/golang/scenario"
	"solution"
)

func main() { scenario.Main(scenario.Table{"only": only}) }

func only(s *scenario.S) {
	var n int
	s.Input(&n)
	s.Emit("got", scenario.Data{"value": solution.Answer(n)})
}
`

func goJob(answer string, imports ...string) graders.Job {
	source := "package solution\n"
	for _, path := range imports {
		source += "import \"" + path + "\"\n"
	}
	job := jobOf(graders.Go, source+"func Answer(n int) int {\n"+answer+"\n}\n", goScenarios)
	job.Imports = append(graders.DefaultImports(), "os")
	return job
}

func TestGo(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	s := newSandbox(t)
	t.Run("answers", func(t *testing.T) {
		recording, err := s.Run(t.Context(), goJob("return n + 1"))
		require.NoError(t, err)
		require.Nil(t, recording.Load)
		got := recording.Runs["only"]
		require.Equal(t, graders.Ended, got.Outcome, "%+v", got.Problem)
		assert.Equal(t, graders.Data{"value": 8.0}, got.Events[0].Data)
		assert.Regexp(t, `^go1\.`, recording.Environment.Runtime)
	})
	t.Run("does not compile", func(t *testing.T) {
		recording, err := s.Run(t.Context(), goJob(`return "eight"`))
		require.NoError(t, err)
		require.NotNil(t, recording.Load)
		assert.Equal(t, 3, recording.Load.Line)
	})
	t.Run("loops for ever", func(t *testing.T) {
		job := goJob("for { n++ }")
		job.Run[0].Wall = 500 * time.Millisecond
		assert.Equal(t, graders.TimedOut, run(t, s, job).Outcome)
	})
	t.Run("allocates for ever", func(t *testing.T) {
		job := goJob("var all [][]byte\nfor {\nb := make([]byte, 1<<20)\nfor i := range b { b[i] = 1 }\nall = append(all, b)\nn += len(all)\n}")
		job.Limits.Memory = 300 << 20
		assert.Equal(t, graders.OutOfMemory, run(t, s, job).Outcome)
	})
}
