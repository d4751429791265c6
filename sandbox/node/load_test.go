package node

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// where is what an error event says.
type where struct {
	Message string `json:"message"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Stack   string `json:"stack"`
}

func parse(t *testing.T, data string) where {
	t.Helper()
	var w where
	require.NoError(t, json.Unmarshal([]byte(data), &w))
	return w
}

func TestLoad(t *testing.T) {
	const body = "() => 'loaded'"
	tests := map[string]struct{ file, content string }{
		"ES module":                       {"solution.mjs", "export const f = " + body},
		"CommonJS":                        {"solution.cjs", "const os = require('os'); exports.f = " + body},
		"js that is an ES module":         {"solution.js", "import 'node:fs';\nexport function f() { return 'loaded' } // not module.exports"},
		"js that is CommonJS":             {"solution.js", "const { EOL } = require('node:os');\nmodule.exports = { f: " + body + " };"},
		"CommonJS that exports a then":    {"solution.cjs", "exports.then = () => {}; exports.f = " + body},
		"top-level await of a timer":      {"solution.mjs", "await new Promise((r) => setTimeout(r, 6e5)); export const f = " + body},
		"CommonJS that exports an object": {"solution.cjs", "module.exports = new (class { f() { return 'loaded' } })()"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			j := newJob(test.file, test.content, "virtual", "f", "f")
			j.Exports = []string{"f"}
			tr := run(t, j)
			require.True(t, tr.finished(), "%v %v %s", tr.kinds(), tr.of("@load"), tr.stderr)
			assert.Equal(t, []string{`"loaded"`, `"loaded"`}, tr.of("result"))
			assert.Empty(t, tr.of("@output"), "Node has something to say about how the harness loads")
		})
	}
}

func TestEachScenarioHasItsSolution(t *testing.T) {
	j := newJob("solution.mjs", "export const f = () => 'first'", "virtual", "f#0", "f#1", "f#2")
	j.Others = []file{{"solution.mjs", "export const f = () => 'second'"}, {"solution.mjs", "\nimport pad from 'left-pad'"}}
	j.Run[1].Solution, j.Run[2].Solution = 1, 2
	tr := run(t, j)
	assert.Equal(t, []string{`"first"`, `"second"`}, tr.of("result"))
	require.Len(t, tr.of("@load"), 1)
	assert.Equal(t, 2, parse(t, tr.of("@load")[0]).Line)
}

// TestLoadByImport has Node load modules as versions do that cannot require() them.
func TestLoadByImport(t *testing.T) {
	can, err := exec.Command(nodePath(t), "-p", "process.features.require_module === true").Output()
	require.NoError(t, err)
	if strings.TrimSpace(string(can)) != "true" {
		t.Skip("this Node knows no other way")
	}
	t.Setenv("NODE_OPTIONS", "--no-experimental-require-module")
	TestLoad(t)
	TestTheSolutionIsLoadedAfreshForEachScenario(t)
	TestWhatCannotBeLoadedSaysWhere(t)
}

func TestTheSolutionIsLoadedAfreshForEachScenario(t *testing.T) {
	for name, content := range map[string]string{
		"solution.mjs": "let n = 0; export const f = () => ++n;",
		"solution.cjs": "let n = 0; exports.f = () => ++n;",
		"solution.js":  "let n = 0; exports.f = () => ++n;",
	} {
		tr := run(t, newJob(name, content, "virtual", "f", "f"))
		assert.Equal(t, []string{"1", "1"}, tr.of("result"), name)
	}
}

func TestWhatCannotBeLoadedSaysWhere(t *testing.T) {
	tests := map[string]struct {
		file, content string
		want          where
	}{
		"syntax error":        {"solution.mjs", "export const a = 1;\n\nconst x = ;", where{"SyntaxError: Unexpected token ';'", "solution.mjs", 3, 11, ""}},
		"syntax error in cjs": {"solution.cjs", "exports.a = 1;\nfoo bar;", where{"SyntaxError: Unexpected identifier 'bar'", "solution.cjs", 2, 5, ""}},
		"syntax error in js":  {"solution.js", "export const a = 1;\n  foo bar;", where{"SyntaxError: Unexpected identifier 'bar'", "solution.js", 2, 7, ""}},
		"no such export":      {"solution.mjs", "import { nope } from 'node:fs';", where{"SyntaxError: The requested module 'node:fs' does not provide an export named 'nope'", "solution.mjs", 1, 10, ""}},
		"package":             {"solution.mjs", "\nimport pad from 'left-pad';", where{`cannot import "left-pad": only the built-in node: modules are available`, "solution.mjs", 2, 17, ""}},
		"package in cjs":      {"solution.cjs", "const pad = require('left-pad');", where{`cannot import "left-pad": only the built-in node: modules are available`, "solution.cjs", 1, 21, ""}},
		"other file":          {"solution.mjs", "import './helper.mjs';", where{`cannot import "./helper.mjs": a solution is one file`, "solution.mjs", 1, 8, ""}},
		"other file in cjs":   {"solution.cjs", "require('./helper')", where{`cannot import "./helper": a solution is one file`, "solution.cjs", 1, 9, ""}},
		"throws":              {"solution.mjs", "const o = {};\n  o.a.b;", where{"TypeError: Cannot read properties of undefined (reading 'b')", "solution.mjs", 2, 7, "    at solution.mjs:2:7"}},
		"exits":               {"solution.mjs", "process.exit(0)", where{"process.exit(0) was called", "solution.mjs", 1, 9, "    at solution.mjs:1:9"}},
		"never finishes":      {"solution.mjs", "await new Promise(() => {})", where{Message: "the file never finishes loading: nothing is left to run: no timer, no I/O, and the promise never settles"}},
		"lacks an export":     {"solution.mjs", "export const g = 1, h = 2", where{Message: `solution.mjs does not export a function "f"; it exports g, h`, File: "solution.mjs"}},
		"empty":               {"solution.mjs", "", where{Message: `solution.mjs does not export a function "f"; it exports nothing`, File: "solution.mjs"}},
		"rejects later":       {"solution.mjs", "Promise.reject(new Error('late'));\nexport const f = () => 1; await new Promise((r) => setTimeout(r, 10));", where{"late", "solution.mjs", 1, 16, "    at solution.mjs:1:16"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			j := newJob(test.file, test.content, "virtual", "f", "f")
			j.Exports = []string{"f"}
			tr := run(t, j)
			require.Equal(t, []string{"@job", "@load"}, tr.kinds(), tr.stderr)
			assert.Equal(t, test.want, parse(t, tr.of("@load")[0]))
		})
	}
}

func TestAFaultOfTheExerciseIsNotTheLearners(t *testing.T) {
	scenarios := `export const scenarios = { good: (s) => s.emit('result', 1) };`
	for content, message := range map[string]string{
		scenarios:          `the scenarios file has no scenario \"bad\"`,
		"export const = 1": "SyntaxError",
	} {
		j := newJob("solution.mjs", "export const f = 1", "virtual", "bad", "good")
		j.Scenarios = file{"scenarios.mjs", content}
		tr := run(t, j)
		require.NotEmpty(t, tr.of("@broken"), "%v %s", tr.kinds(), tr.stderr)
		assert.Contains(t, tr.of("@broken")[0], message)
		assert.True(t, tr.finished(), "the job goes on")
	}
}
