package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// checkSource finds what the compiler would say less clearly, or not at all: package
// unsafe, and what reaches the machine or changes other packages. A file that does not parse is
// the compiler's to explain; should it compile all the same, unread is why it is refused.
func checkSource(content string, j job) (found, unread *problem) {
	if strings.TrimSpace(content) == "" {
		return &problem{message: "solution.go is empty: begin with package solution", line: 1}, nil
	}
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, solutionFile, content, 0)
	if err != nil {
		unread = &problem{message: fmt.Sprintf("solution.go does not parse: %v", err), line: 1}
		tree, err = parser.ParseFile(files, solutionFile, content, parser.ImportsOnly|parser.SkipObjectResolution)
	}
	if tree == nil || tree.Name == nil {
		return &problem{message: fmt.Sprintf("solution.go does not parse: %v", err), line: 1}, nil
	}
	// Physical positions: a line directive does not move them.
	at := func(p token.Pos) token.Position { return files.PositionFor(p, false) }
	if name := tree.Name.Name; err == nil && name != "solution" {
		return placed(at(tree.Name.Pos()), "the package is called "+name+": it must be package solution"), nil
	}
	var refused []*problem
	for _, imported := range tree.Imports {
		if text, ok := refusal(imported, j.Imports); !ok {
			refused = append(refused, placed(at(imported.Path.Pos()), text))
		}
	}
	if len(refused) == 0 && unread == nil {
		refused = vet(tree, j.Network, at)
	}
	return joinProblems(refused[:min(len(refused), maxDiagnostics)]), unread
}

func refusal(imported *ast.ImportSpec, allowed []string) (string, bool) {
	path, err := strconv.Unquote(imported.Path.Value)
	switch {
	case err != nil || slices.Contains(allowed, path) && path != "unsafe":
		return "", true
	case path == "C":
		return "cgo is not available in this exercise", false
	}
	return fmt.Sprintf("package %q is not available in this exercise; available: %s",
		path, strings.Join(allowed, ", ")), false
}

// placed is a problem at a position, which is also the beginning of its message.
func placed(at token.Position, text string) *problem {
	return &problem{line: at.Line, column: at.Column,
		message: fmt.Sprintf("%s:%d:%d: %s", solutionFile, at.Line, at.Column, text)}
}

// joinProblems makes one problem at the place of the first; nil for none.
func joinProblems(problems []*problem) *problem {
	if len(problems) == 0 {
		return nil
	}
	messages := make([]string, len(problems))
	for i, p := range problems {
		messages[i] = p.message
	}
	joined := *problems[0]
	joined.message = strings.Join(messages, "\n")
	return &joined
}
