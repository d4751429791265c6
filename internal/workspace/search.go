package workspace

import (
	"os"
	"path/filepath"
	"strings"

	"drill/graders"
)

// SolutionIn returns the solution file that a path stands for: the file itself,
// or the one solution in a folder, in whatever language.
func SolutionIn(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", refuse("no such file or folder: %s", path)
	}
	if !info.IsDir() {
		return path, nil
	}
	var names []string
	for _, l := range graders.Languages() {
		names = append(names, open(path, marker{Language: l}).solutions()...)
	}
	switch len(names) {
	case 0:
		return "", refuse("%s holds no solution: it must be named solution.mjs, solution.js, solution.cjs or solution.go", path)
	case 1:
		return filepath.Join(path, names[0]), nil
	}
	return "", refuse("%s holds %d solutions, %s: name the file", path, len(names), strings.Join(names, " and "))
}
