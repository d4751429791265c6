package main

import (
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// diagnostic is one error of the compiler's. Text may have several lines.
type diagnostic struct {
	file         string
	line, column int
	text         string
}

// maxDiagnostics is how many errors a learner is shown.
const maxDiagnostics = 10

func parseDiagnostics(output string) []diagnostic {
	position := regexp.MustCompile(`^(.+?):(\d+)(?::(\d+))?: (.*)$`)
	folder := regexp.MustCompile(`^\t/[^:]*/`) // of a further position
	var found []diagnostic
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "\t") && len(found) > 0 {
			found[len(found)-1].text += "\n" + folder.ReplaceAllString(line, "\t")
			continue
		}
		if m := position.FindStringSubmatch(line); m != nil {
			number, _ := strconv.Atoi(m[2])
			column, _ := strconv.Atoi(m[3])
			found = append(found, diagnostic{filepath.Base(m[1]), number, column, m[4]})
		}
	}
	return found
}

// learnerProblem reports errors in the learner's own file as the compiler does.
func learnerProblem(diagnostics []diagnostic) *problem {
	var problems []*problem
	for _, d := range diagnostics[:min(len(diagnostics), maxDiagnostics)] {
		text := strings.ReplaceAll(d.text, solutionPath, "solution")
		problems = append(problems, placed(token.Position{Line: d.line, Column: d.column}, text))
	}
	return joinProblems(problems)
}
