package verify_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/verify"
)

func said(problems []verify.Problem) []string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return lines
}

func TestASoundExerciseHasNoProblem(t *testing.T) {
	assert.Empty(t, said(verify.Lint(sample())))
}

// TestBadFiles names each file and what to do with it.
func TestBadFiles(t *testing.T) {
	const at = "exercises/streams/letters/"
	tests := []struct {
		file string
		gets *fstest.MapFile // nil takes it away
		want []string
	}{
		{"README.md", nil, []string{at + "README.md: is missing: it is the prompt that the learner reads"}},
		{"README.md", text("Letters"), []string{at + `README.md: does not begin with a title: write "# Letters"`}},
		{"_node/solution.mjs", nil, []string{at + "_node/solution.mjs: is missing: it is what the learner starts from"}},
		{"_go/solution.go", nil, []string{at + "_go/solution.go: is missing: it is what the learner starts from"}},
		{"_go/reference.go", nil, []string{at + "_go/reference.go: is missing: it is the authors' own solution"}},
		{"_node/scenarios.mjs", nil, []string{at + "_node/scenarios.mjs: is missing: it holds the stimuli"}},
		{"_go/solution.go", text("// no package\n"), []string{at + "_go/solution.go: does not parse: 1:15: expected 'package', found 'EOF'"}},
		{"_node/right/one.mjs", nil, []string{at + "_node/right: has 1 solution: write 2 that differ in structure from the reference"}},
		{"_node/right/notes.md", text(""), []string{at + "_node/right/notes.md: is no solution in Node.js: remove it, or let its name end like solution.mjs, solution.js, solution.cjs"}},
		{"_go/wrong/leaks.go", nil, []string{at + "_go/wrong: has no solution that fails no-leaked-work: write one, or the check proves nothing"}},
		{"_go/notes.txt", text(""), []string{at + "_go/notes.txt: is not a file that an exercise has: remove it"}},
		{"_go/wrong/more.go", text("package solution\n"), []string{at + `_go/wrong/more.go: names no concept: begin it with a line such as "// fails: backpressure"`}},
		{"_node/wrong/more.mjs", text("// fails: backpresure\n"), []string{at + `_node/wrong/more.mjs: says it fails "backpresure", which is no concept: name some of error-propagation, no-leaked-work, cancellation, backpressure`}},
		{"_node/wrong/more.mjs", text("// fails: deadline\n"), []string{at + `_node/wrong/more.mjs: says it fails "deadline", which this exercise does not grade in Node.js: name some of error-propagation, no-leaked-work, cancellation, backpressure`}},
		{"_node/reference.mjs", text("// FILL IN: all of it */\n"), []string{at + `_node/reference.mjs: replace "FILL IN: all of it"`}},
	}
	for _, test := range tests {
		assert.Equal(t, test.want, said(verify.Lint(with(test.file, test.gets))), test.file)
	}
}

// TestScenariosShareNoVariable finds what a module keeps, and only that.
func TestScenariosShareNoVariable(t *testing.T) {
	const shared = " that all scenarios of a job would share: declare it inside the scenario, or let it be a const that nothing changes"
	for source, want := range map[string]string{
		"let count = 0\n":                                "1: has a let",
		"import x from 'x'\n\nlet count\n":               "3: has a let",
		"let count // of calls\n":                        "1: has a let",
		"let a, b\r\n":                                   "1: has a let",
		"let { a } = x\n":                                "1: has a let",
		"let [a] = x\n":                                  "1: has a let",
		"let{a}=x":                                       "1: has a let",
		"// one\nvar last = null;\n":                     "2: has a var",
		"export let seen = []\n":                         "1: has a let",
		"const most = 3\n":                               "",
		"function f() {\n  let n = 0\n  var m = 1\n}\n":  "",
		"for (let i = 0; i < 3; i++) f(i)\n":             "",
		"// let count = 0\n":                             "",
		"/*\nlet it be\n*/\n":                            "",
		"letter = 1\nvariable = 2\nlet_it = 3\nvar$=4\n": "",
	} {
		var lines []string
		if want != "" {
			lines = []string{"exercises/streams/letters/_node/scenarios.mjs:" + want + shared}
		}
		assert.Equal(t, lines, said(verify.Lint(with("_node/scenarios.mjs", text(source)))), source)
	}
}

func TestAMissingFolderIsSaidOnce(t *testing.T) {
	e := sample()
	files := e.Files.(fstest.MapFS)
	for name := range files {
		if name[:3] == "_go" {
			delete(files, name)
		}
	}
	assert.Equal(t, []string{"exercises/streams/letters/_go: is missing: every exercise is offered in Go too"}, said(verify.Lint(e)))
}

// TestBadDeclarations names exercise.go and what to change in it.
func TestBadDeclarations(t *testing.T) {
	tests := []struct {
		change func(e *graders.Exercise)
		want   string
	}{
		{func(e *graders.Exercise) { e.Questions = nil }, "names no question: set Questions to the numbers of the handbook's"},
		{func(e *graders.Exercise) { e.Exports = nil }, "names no exports: list the functions that a Node solution exports"},
		{func(e *graders.Exercise) { e.Checks[0].Concept = concepts.Concept{ID: "magic"} }, `grades the concept "magic", which is not in the vocabulary: choose one of graders/concepts, or add it there`},
		{func(e *graders.Exercise) { e.Checks[0].Concept.Title = "Renamed" }, `grades the concept "error-propagation", which is not in the vocabulary: choose one of graders/concepts, or add it there`},
		{func(e *graders.Exercise) { e.Checks[3].Only = []graders.Language{graders.Node} }, "grades 3 concepts in Go: let it be 4 to 8"},
		{func(e *graders.Exercise) { e.Checks = append(e.Checks, e.Checks[0]) }, "has two checks for error-propagation: join them or name another concept"},
		{func(e *graders.Exercise) { e.Checks[1].Hints = []string{"one"} }, "has 1 hint for no-leaked-work in Go: let it be 2 or 3"},
		{func(e *graders.Exercise) { e.Checks[1].Claim = "" }, `has no claim for no-leaked-work: complete "a right solution ..."`},
		{func(e *graders.Exercise) { e.Checks[1].Judge = nil }, "has no judge for no-leaked-work: write the function that reads the runs"},
		{func(e *graders.Exercise) { e.Checks[0].Needs = []concepts.Concept{concepts.Deadline} }, "lets error-propagation need deadline, which it does not grade: add that check, or drop the need"},
		{func(e *graders.Exercise) { e.Scenarios = nil }, "has no scenarios: nothing would run"},
		{func(e *graders.Exercise) { e.Scenarios = append(e.Scenarios, e.Scenarios[0]) }, `has two scenarios "all": rename one`},
		{func(e *graders.Exercise) { e.Scenarios[0].Clock = "" }, "gives the scenario all no clock: let it be graders.Virtual or graders.Real"},
		{func(e *graders.Exercise) { e.Summary = "FILL IN: one line" }, `replace "FILL IN: one line"`},
	}
	for _, test := range tests {
		e := sample()
		test.change(e)
		assert.Contains(t, said(verify.Lint(e)), "exercises/streams/letters/exercise.go: "+test.want)
	}
}

func TestDuplicatesNameBothFiles(t *testing.T) {
	one, two, three := sample(), sample(), sample()
	two.Track, three.Slug = "errors", "numbers"
	assert.Equal(t, []string{
		`exercises/errors/letters/exercise.go: has the slug "letters", which exercises/streams/letters/exercise.go has too: choose another`,
		`exercises/streams/numbers/exercise.go: has the order 1 in its track, which exercises/streams/letters/exercise.go has too: choose another`,
	}, said(verify.Duplicates([]*graders.Exercise{one, two, three})))
	assert.Empty(t, verify.Duplicates([]*graders.Exercise{one}))
}

func TestACopiedFolderIsNamed(t *testing.T) {
	all := []*graders.Exercise{sample(), sample()}
	assert.Equal(t, []string{
		"exercises/streams/copied/exercise.go: is not listed as streams/copied: let Track and Slug be the folders' names, and run go generate ./exercises",
	}, said(verify.Misplaced([]string{"streams/copied", "streams/letters"}, all)))
}
