package verify

import (
	"fmt"
	"io/fs"
	"path"

	"drill/graders"
	"drill/internal/mutants"
)

// Equivalents reads the list with which an exercise accounts for mutants that survive,
// and says what is wrong with it. There need not be one.
func Equivalents(e *graders.Exercise, l graders.Language) ([]mutants.Entry, []Problem) {
	file := path.Join(l.Folder(), mutants.ListFile)
	content, err := fs.ReadFile(e.Files, file)
	if err != nil {
		return nil, nil
	}
	entries, mistakes := mutants.ParseList(content)
	var problems []Problem
	for _, m := range mistakes {
		problems = append(problems, problem(e, fmt.Sprintf("%s:%d", file, m.Line), "%s", m.What))
	}
	return entries, problems
}
