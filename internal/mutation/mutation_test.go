package mutation_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/mutation"
)

const dropY = `reference.mjs - drop-statement "«y = 20→»"`

func TestAGapIsFound(t *testing.T) {
	r := chase(t, &reader{}, sample(), options())
	assert.Equal(t, []string{
		dropY, `reference.mjs - number "y = «20→21»"`, `reference.mjs - number "y = «20→19»"`, `reference.mjs - number "y = «20→0»"`,
	}, open(r))
	assert.Equal(t, mutation.Score{Mutants: 8, Killed: 4, Survived: 4}, r.Score())
	assert.False(t, r.Holds())
	assert.Equal(t, 2, r.Open()[0].Mutant.Line)
	assert.Equal(t, "error-propagation", r.Findings[0].By)
}

func TestSurvivorsAreAccountedFor(t *testing.T) {
	list := dropY + " free: nobody asks for y\n" + `reference.mjs - number "y = «20→21»" equivalent: so
reference.mjs - number "y = «20→19»" accepted: so` + "\n"
	r := chase(t, &reader{}, with("_node/equivalents.txt", list), options())
	assert.Equal(t, mutation.Score{Mutants: 8, Killed: 4, Equivalent: 1, Free: 1, Accepted: 1, Survived: 1}, r.Score())
	assert.False(t, r.Holds())
	r = chase(t, &reader{}, with("_node/equivalents.txt", list+`reference.mjs - number "y = «20→0»" free: so`), options())
	assert.True(t, r.Holds(), said(r))
}

func TestAListSaysNoMoreThanIsSo(t *testing.T) {
	for line, want := range map[string]string{
		`reference.mjs - number "y = «30→31»" free: gone`:  "matches no mutant",
		`reference.mjs - number "x = «10→11»" free: no`:    "is killed, by error-propagation: remove it",
		`reference.mjs - number "y = «20→21»" #2 free: no`: "matches no mutant",
		`reference.mjs - number`:                           "is no entry",
	} {
		r := chase(t, &reader{}, with("_node/equivalents.txt", "# a note\n"+line), options())
		require.Len(t, r.Problems, 1, line)
		assert.Contains(t, said(r)[0], "exercises/streams/numbers/_node/equivalents.txt:2: "+want)
		assert.False(t, r.Holds())
	}
}

func TestWhatDoesNotLoadAndWhatBreaksTheExercise(t *testing.T) {
	r := chase(t, &reader{}, with("_node/reference.mjs", "x = 10\ny = 0\n"), options())
	i := slices.IndexFunc(r.Findings, func(f mutation.Finding) bool { return f.Mutant.Text == "(-1)" })
	require.GreaterOrEqual(t, i, 0)
	assert.Equal(t, mutation.Broke, r.Findings[i].Outcome)
	assert.True(t, r.Findings[i].Open())
	assert.Equal(t, 4, r.Score().Killed, "those that were graded with it")

	r = chase(t, &reader{}, with("_node/reference.mjs", "x = 10\ny = '' || 20\n"), options())
	assert.Len(t, r.Problems, 1, "it does not load itself")
	r = chase(t, &reader{}, with("_node/reference.mjs", "x = 10\nf(a)\n"), options())
	assert.Equal(t, mutation.Score{Mutants: 6, NotViable: 1, Killed: 4, Survived: 1}, r.Score())
}

// Of two values, each of which shows under some seeds only, one does not show under the
// first.
func TestLuckIsNamed(t *testing.T) {
	e := with("_node/reference.mjs", "x = 10\nodd = 30\neven = 30\n")
	judge := e.Checks[0].Judge
	e.Checks[0].Judge = func(j *graders.Judge) {
		judge(j)
		for _, kind := range []string{"odd", "even"} {
			if event, found := j.Run("all").Last(kind); found {
				j.That(event.Number("value") == 30, "30", "another number")
			}
		}
	}
	r := chase(t, &reader{}, e, options())
	assert.Equal(t, mutation.Score{Mutants: 12, Killed: 4 + 3 + 3, Luck: 3, Survived: 2}, r.Score(), "nobody misses what is dropped")
	lucky := slices.IndexFunc(r.Findings, func(f mutation.Finding) bool { return f.Outcome == mutation.Luck })
	require.GreaterOrEqual(t, lucky, 0)
	assert.Regexp(t, "^error-propagation under seed [2345]$", r.Findings[lucky].By)

	list := r.Findings[lucky].Mutant.Key.String() + " free: it shows at times"
	e.Files.(fstest.MapFS)["_node/equivalents.txt"] = text(list)
	assert.Empty(t, chase(t, &reader{}, e, options()).Problems, "luck may be listed")
}

func TestASolutionThatFailsItselfProvesNothing(t *testing.T) {
	r := chase(t, &reader{}, with("_node/reference.mjs", "x = 11\n"), options())
	assert.Empty(t, r.Findings)
	require.Len(t, r.Problems, 1)
	assert.Contains(t, said(r)[0], "_node/reference.mjs: does not pass itself")

	r = chase(t, &reader{}, with("_node/reference.mjs", "x = 10\ny = (-1)\n"), options())
	assert.Empty(t, r.Open())
	require.Len(t, r.Problems, 1)
	assert.Contains(t, said(r)[0], "_node/reference.mjs: the exercise is broken: prove the exercise first")
}

func TestWhatIsKnownIsNotGradedAgain(t *testing.T) {
	o := options()
	o.Cache, o.Stamp = t.TempDir(), "one"
	first := chase(t, &reader{}, sample(), o)
	again := &reader{}
	second := chase(t, again, sample(), o)
	assert.Equal(t, first.Findings, second.Findings)
	assert.Len(t, again.jobs, 1, "the sandbox is asked what it is, no more")

	o.Stamp = "two"
	assert.NotEqual(t, 1, jobs(t, sample(), o), "another judge")
	assert.NotEqual(t, 1, jobs(t, with("_node/scenarios.mjs", "// others"), o), "other stimuli")
	assert.Equal(t, 1, jobs(t, with("_node/equivalents.txt", ""), o), "the list changes no verdict")
	o.Version = func(*graders.Exercise) string { return "another check" }
	assert.NotEqual(t, 1, jobs(t, sample(), o))

	files, err := filepath.Glob(filepath.Join(o.Cache, "mutants", "*"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	require.NoError(t, os.WriteFile(files[0], []byte("garbage"), 0o600))
	assert.NotEqual(t, 1, jobs(t, sample(), o), "a cache that cannot be read is none")
}

func TestMutantsShareSandboxesAndHurry(t *testing.T) {
	r := &reader{}
	chase(t, r, sample(), options())
	assert.Len(t, r.jobs[0].Others, 8, "eight mutants and the solution itself")
	assert.Equal(t, "1s", r.jobs[0].Run[0].Wall.String())
	assert.Equal(t, graders.DefaultLimits().Wall, r.jobs[1].Run[0].Wall, "a survivor, alone, has its time")
}

func TestAFaultOfTheSandboxEndsTheRun(t *testing.T) {
	err := mutation.Run(t.Context(), &reader{down: true}, []*graders.Exercise{sample()}, options(), func(mutation.Result) { t.Error("no result") })
	assert.EqualError(t, err, "numbers: node: the disk is full")
}

// What was killed before the sandbox went away stays so; survivors are looked at again.
func TestWhatIsDoneIsNotDoneAgainAfterAnInterruption(t *testing.T) {
	o := options()
	o.Cache, o.Jobs = t.TempDir(), 1
	err := mutation.Run(t.Context(), &reader{last: 2}, []*graders.Exercise{sample()}, o, func(mutation.Result) { t.Error("no result") })
	require.Error(t, err)
	again := &reader{}
	r := chase(t, again, sample(), o)
	assert.Equal(t, mutation.Score{Mutants: 8, Killed: 4, Survived: 4}, r.Score())
	assert.Len(t, again.jobs[1].Others, 4, "four mutants and the solution itself")
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	e := sample()
	delete(e.Files.(fstest.MapFS), "_node/scenarios.mjs")
	assert.Contains(t, said(chase(t, &reader{}, e, options()))[0], "_node/scenarios.mjs: is missing")
	o := options()
	o.Cache = t.TempDir()
	e = with("_node/right/one.mjs", "x = 10\n")
	delete(e.Files.(fstest.MapFS), "_node/reference.mjs")
	r := chase(t, &reader{}, e, o)
	assert.Contains(t, said(r)[0], "_node/reference.mjs: is missing")
	assert.Equal(t, 4, r.Score().Killed)
}
