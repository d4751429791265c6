package batch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"drill/graders"
	"drill/internal/workspace"
)

// Collect makes items of paths. A single path that is a folder of submissions, and
// none itself, stands for those in it; where several are given each is one
// submission, so that what a student puts into a folder never becomes somebody
// else's. Ids are the names of the paths, or the paths where two have one name.
// A path that does not exist is a [Refusal].
func Collect(paths []string) ([]Item, error) {
	for _, path := range paths {
		if _, err := os.Lstat(path); err != nil {
			return nil, refuse("no such file or folder: %s", path)
		}
	}
	if len(paths) == 1 {
		if inner := within(paths[0]); len(inner) > 0 {
			paths = inner
		}
	}
	count := map[string]int{}
	for _, path := range paths {
		count[called(path)]++
	}
	items := make([]Item, len(paths))
	for i, path := range paths {
		items[i] = Item{ID: called(path), Path: path}
		if count[items[i].ID] > 1 {
			items[i].ID = filepath.ToSlash(filepath.Clean(path))
		}
	}
	return items, nil
}

// called is the name of a submission: the student's, as far as a path tells it.
func called(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		full = path
	}
	name := filepath.Base(full)
	if solution(name) {
		return filepath.Base(filepath.Dir(full))
	}
	return strings.TrimSuffix(name, ending(name))
}

// within lists the submissions in a folder that is none itself; nothing when it is
// one. A folder with one solution somewhere in it is one submission.
func within(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var all []string
	certain := 0
	for _, entry := range entries {
		name := entry.Name()
		path := filepath.Join(dir, name)
		switch {
		case solution(name), name == workspace.MarkerName:
			return nil
		case strings.HasPrefix(name, "."):
			continue
		case entry.IsDir():
			if holdsSolution(path) {
				certain++
			}
		case ending(name) != "":
			certain += 2
		default:
			continue
		}
		all = append(all, path)
	}
	if certain < 2 {
		return nil
	}
	return all
}

func holdsSolution(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		return solution(e.Name()) || e.Name() == workspace.MarkerName
	})
}

// solution reports whether a file has a solution's name.
func solution(name string) bool {
	return slices.ContainsFunc(graders.Languages(), func(l graders.Language) bool { return slices.Contains(l.SolutionFiles(), name) })
}

// ending is that of an archive or of source code; empty for any other file.
func ending(name string) string {
	for _, e := range []string{".zip", ".tar.gz", ".tgz", ".mjs", ".js", ".cjs", ".go"} {
		if len(name) > len(e) && strings.EqualFold(name[len(name)-len(e):], e) {
			return name[len(name)-len(e):]
		}
	}
	return ""
}
