package mutation_test

import (
	"bytes"
	"os/exec"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/mutation"
	"drill/internal/testbed"
	"drill/sandbox/golang"
)

// doubling is a whole exercise: double(n, report) returns 2 n and reports it once. Its
// check looks at what is returned alone: the report is the gap.
func doubling() *graders.Exercise {
	return &graders.Exercise{
		Slug: "doubling", Track: "streams", Order: 1, Title: "Doubling", Exports: []string{"double"},
		Files: fstest.MapFS{
			"_node/solution.mjs": text("export function double() {}\n"),
			"_node/reference.mjs": text(`export function double(n, report) {
  const result = 2 * n
  report(result)
  return result
}
`),
			"_node/scenarios.mjs": text(`export const scenarios = {
  async twice(s) { s.emit('result', { value: s.solution.double(21, (value) => s.emit('report', { value })) }) },
}
`),
			"_go/solution.go": text("package solution\n\nfunc Double(n int, report func(int)) int { return 0 }\n"),
			"_go/reference.go": text(`package solution

// Double doubles.
func Double(n int, report func(int)) int {
	result := 2 * n
	report(result)
	return result
}
`),
			"_go/scenarios.go": text(`package main

import (
	"solution"

	"drill/sandbox/golang/scenario"
)

func main() {
	scenario.Main(scenario.Table{
		"twice": func(s *scenario.S) {
			value := solution.Double(21, func(n int) { s.Emit("report", scenario.Data{"value": n}) })
			s.Emit("result", scenario.Data{"value": value})
		},
	})
}
`),
		},
		Scenarios: []graders.Scenario{{Name: "twice", Clock: graders.Virtual}},
		Checks: []graders.Check{{Concept: concepts.ErrorPropagation, Claim: "doubles", Judge: func(j *graders.Judge) {
			event, _ := j.Run("twice").Last("result")
			j.That(event.Number("value") == 42, "42", "another number")
		}}},
	}
}

// TestAPlantedGapIsFound is the proof of the tool, in the sandbox that exercises are
// proven in.
func TestAPlantedGapIsFound(t *testing.T) {
	tests := []struct {
		language graders.Language
		want     []string
	}{
		{graders.Node, []string{`reference.mjs double drop-statement "«report(result)→»"`, `reference.mjs double argument "report(«result→undefined»)"`}},
		{graders.Go, []string{`reference.go Double drop-statement "«report(result)→»"`}},
	}
	for _, test := range tests {
		t.Run(string(test.language), func(t *testing.T) {
			if _, err := exec.LookPath(string(test.language)); err != nil {
				t.Skipf("no %s here", test.language)
			}
			o := options()
			o.Languages = []graders.Language{test.language}
			if test.language == graders.Go {
				var err error
				o.Importer, err = golang.Importer(t.Context(), graders.DefaultImports())
				require.NoError(t, err)
			}
			r := chase(t, testbed.Local(t), doubling(), o)
			assert.Empty(t, said(r))
			assert.Equal(t, test.want, open(r))
			s := r.Score()
			assert.Equal(t, s.Mutants, s.NotViable+s.Killed+s.Survived)
			assert.GreaterOrEqual(t, s.Killed, 4, "numbers, the operator, what is returned")
		})
	}
}

func TestThePageShowsSurvivorsInTheCode(t *testing.T) {
	list := dropY + " free: nobody asks <for> y\n"
	r := chase(t, &reader{}, with("_node/equivalents.txt", list+"nonsense\n"), options())
	var page bytes.Buffer
	require.NoError(t, mutation.HTML(&page, []mutation.Result{r}, time.Unix(0, 0)))
	for _, want := range []string{
		`<li><code>y = 20</code><p class="mark listed"><b>free</b> drop-statement: <code><mark>y = 20→</mark></code> <span class="muted">nobody asks &lt;for&gt; y</span></p>`,
		`<p class="mark open"><b>survived</b> number: <code>y = <mark>20→21</mark></code></p>`,
		`<li><code>x = 10</code></li>`, "_node/equivalents.txt:2</b>: is no entry", "3 to look at",
	} {
		assert.Contains(t, page.String(), want)
	}
}
