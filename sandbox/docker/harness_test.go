package docker

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/golang"
	"drill/sandbox/image"
)

// real are the recipes that people use. The Go bundle outlives the test: it takes
// 12 s to build.
func real(t testing.TB) []image.Recipe {
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	packages := []string{"os"}
	return []image.Recipe{
		image.OwnNode(),
		image.Go{Folder: golang.Shelf(filepath.Join(cache, "drill-test", "go"), packages), Packages: packages},
	}
}

const goScenarios = `package main

import (
	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{"probe": func(s *scenario.S) { s.Emit("fact", map[string]any{"value": solution.Answer()}) }})
}
`

func languages(answer string) map[graders.Language]graders.Job {
	goJob, nodeJob := job(""), job("")
	nodeJob.Solution.Content = []byte("export const answer = () => " + answer + ";\n")
	nodeJob.Scenarios = graders.File{Name: "scenarios.mjs", Content: []byte(
		"export const scenarios = { async probe(s) { s.emit('fact', { value: await s.solution.answer() }) } };\n")}
	goJob.Language = graders.Go
	goJob.Solution = graders.File{Name: "solution.go", Content: []byte("package solution\n\nfunc Answer() int { return " + answer + " }\n")}
	goJob.Scenarios = graders.File{Name: "scenarios.go", Content: []byte(goScenarios)}
	return map[graders.Language]graders.Job{graders.Node: nodeJob, graders.Go: goJob}
}

func TestRealHarnesses(t *testing.T) {
	l := open(t, Options{Recipes: real(t)})
	for language, j := range languages("6 * 7") {
		t.Run(string(language), func(t *testing.T) {
			recording, err := l.Run(context.Background(), j)
			require.NoError(t, err)
			require.Nil(t, recording.Load)
			assert.EqualValues(t, 42, value[struct{ Value int }](t, recording.Runs["probe"]).Value)
			found, err := l.Images().Find(context.Background(), language)
			require.NoError(t, err)
			environment := recording.Environment
			assert.Equal(t, "docker", environment.Sandbox)
			assert.Equal(t, found.Ref, environment.Image)
			assert.Equal(t, found.Digest, environment.Digest)
			assert.Contains(t, environment.Runtime, found.Runtime)
			require.NoError(t, l.Warm(context.Background(), language, j.Limits, 1))
			recording, err = l.Run(context.Background(), j)
			require.NoError(t, err)
			assert.True(t, recording.Environment.Spare)
			assert.Equal(t, graders.Ended, recording.Runs["probe"].Outcome)
		})
	}
}

func TestGoScenarioIsHeldToItsLimits(t *testing.T) {
	l := open(t, Options{Recipes: real(t)})
	cases := []struct {
		name, body string
		outcome    graders.Outcome
	}{
		{"memory", "func Answer() int { var all [][]byte; for { b := make([]byte, 1<<20); for i := range b { b[i] = 1 }; all = append(all, b); _ = all } }", graders.OutOfMemory},
		{"endless loop", "func Answer() int { for {} }", graders.TimedOut},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := languages("0")[graders.Go]
			j.Solution.Content = []byte("package solution\n\n" + c.body + "\n")
			if c.outcome == graders.TimedOut {
				j.Run[0].Wall = time.Second
			}
			j.Limits.Memory = 256 << 20
			recording, err := l.Run(context.Background(), j)
			require.NoError(t, err)
			require.Nil(t, recording.Load)
			assert.Equal(t, c.outcome, recording.Runs["probe"].Outcome, "%+v", recording.Runs["probe"].Problem)
		})
	}
}
