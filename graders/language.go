package graders

import (
	"fmt"
	"strings"
)

// Language is a language that a solution can be written in.
type Language string

// The languages that every exercise is offered in.
const (
	Node Language = "node"
	Go   Language = "go"
)

// Languages lists all languages in the order they are shown.
func Languages() []Language { return []Language{Node, Go} }

// ParseLanguage reads a language as a person types it. The error lists the
// languages there are.
func ParseLanguage(text string) (Language, error) {
	switch strings.ToLower(text) {
	case "node", "js", "javascript", "nodejs":
		return Node, nil
	case "go", "golang":
		return Go, nil
	}
	return "", fmt.Errorf("no language %q: use node or go", text)
}

// Folder is the folder of an exercise that holds the language's files. The
// underscore keeps it out of drill's own build.
func (l Language) Folder() string { return "_" + string(l) }

// SolutionFile is the name of the file that a learner edits.
func (l Language) SolutionFile() string {
	if l == Go {
		return "solution.go"
	}
	return "solution.mjs"
}

// SolutionFiles are the names under which a solution is accepted, the preferred
// one first. Node solutions may be CommonJS.
func (l Language) SolutionFiles() []string {
	if l == Go {
		return []string{"solution.go"}
	}
	return []string{"solution.mjs", "solution.js", "solution.cjs"}
}

// ScenariosFile is the name of the file that holds the stimuli.
func (l Language) ScenariosFile() string {
	if l == Go {
		return "scenarios.go"
	}
	return "scenarios.mjs"
}

// Title is the language's name in prose.
func (l Language) Title() string {
	if l == Go {
		return "Go"
	}
	return "Node.js"
}
