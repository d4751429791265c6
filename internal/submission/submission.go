package submission

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"drill/graders"
	"drill/internal/workspace"
)

// Work is a solution that was handed in.
type Work struct {
	// Exercise is the slug that drill's marker names; empty without a marker.
	Exercise string
	Language graders.Language
	Solution graders.File
}

// Refusal is an error of whoever handed the work in, or of whoever collected it.
type Refusal = workspace.Refusal

func refuse(format string, a ...any) error { return &Refusal{Problem: fmt.Sprintf(format, a...)} }

// Read reads the work at a path. With a language, only solutions in that one are
// looked for. A [Refusal] says what is wrong with the work; any other error is the
// machine's.
func Read(file string, want graders.Language) (Work, error) {
	info, err := os.Lstat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Work{}, refuse("no such file or folder: %s", file)
	case err != nil:
		return Work{}, err
	case info.Mode()&fs.ModeSymlink != 0:
		return Work{}, refuse("%s is a symbolic link: hand in the work itself", file)
	}
	found, err := contents(file, info)
	if err != nil {
		return Work{}, err
	}
	return found.work(file, want)
}

// contents collects the files of a path that may matter.
func contents(file string, info fs.FileInfo) (parts, error) {
	name := strings.ToLower(info.Name())
	switch {
	case info.IsDir():
		return folder(file)
	case strings.HasSuffix(name, ".zip"):
		return zipped(file)
	case strings.HasSuffix(name, ".tar.gz"), strings.HasSuffix(name, ".tgz"):
		return tarred(file)
	}
	solution, err := workspace.ReadSolution(file)
	return parts{"solution" + path.Ext(name): {content: solution.Content}}, err
}

// part is a file of a submission; why says what makes it unfit.
type part struct {
	content []byte
	why     string
}

// parts are files by their path within the submission, with slashes.
type parts map[string]part

// wanted reports whether a file may matter: one with a solution's or the marker's
// name, at the top or in a folder there.
func wanted(name string) bool {
	dir, base := path.Split(name)
	if strings.Count(dir, "/") > 1 || strings.HasPrefix(name, "__MACOSX/") {
		return false
	}
	if base == workspace.MarkerName {
		return true
	}
	return slices.ContainsFunc(graders.Languages(), func(l graders.Language) bool { return slices.Contains(l.SolutionFiles(), base) })
}

// work picks the one solution among the parts, and the marker beside it.
func (p parts) work(file string, want graders.Language) (Work, error) {
	var names []string
	for name := range p {
		if l, ok := languageOf(name); ok && (want == "" || l == want) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	switch len(names) {
	case 0:
		return Work{}, refuse("%s holds no solution: it must be named %s", file, acceptedNames(want))
	case 1:
		return p.pick(file, names[0])
	}
	return Work{}, refuse("%s holds %d solutions, %s: leave one of them", file, len(names), some(names))
}

// some lists the first few of many names.
func some(names []string) string {
	const most = 4
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, " and ")
}

func (p parts) pick(file, name string) (Work, error) {
	shown := filepath.Join(file, filepath.FromSlash(name))
	chosen := p[name]
	if chosen.why != "" {
		return Work{}, refuse("%s %s", shown, chosen.why)
	}
	if err := workspace.CheckSolution(shown, chosen.content); err != nil {
		return Work{}, err
	}
	work := Work{Solution: graders.File{Name: path.Base(name), Content: chosen.content}}
	work.Language, _ = languageOf(name)
	marker, marked := p[path.Join(path.Dir(name), workspace.MarkerName)]
	if !marked || marker.why != "" {
		return work, nil
	}
	slug, language, err := workspace.ParseMarker(filepath.Join(filepath.Dir(shown), workspace.MarkerName), bytes.NewReader(marker.content))
	if err != nil {
		return Work{}, err
	}
	if language == work.Language {
		work.Exercise = slug
	}
	return work, nil
}

func languageOf(name string) (graders.Language, bool) {
	for _, l := range graders.Languages() {
		if slices.Contains(l.SolutionFiles(), path.Base(name)) {
			return l, true
		}
	}
	return "", false
}

func acceptedNames(want graders.Language) string {
	var names []string
	for _, l := range graders.Languages() {
		if want == "" || want == l {
			names = append(names, l.SolutionFiles()...)
		}
	}
	return strings.Join(names, ", ")
}
