package verify

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"drill/graders"
)

func made(e *graders.Exercise, l graders.Language, kind Kind, name, source string) Case {
	return Case{Exercise: e, Language: l, Kind: kind, Name: name, Solution: graders.File{Name: l.SolutionFile(), Content: []byte(source)}}
}

// folder reads the solutions under right/ or wrong/. That there are too few of
// them, or no such folder, is for [Lint] to say.
func folder(e *graders.Exercise, l graders.Language, kind Kind) ([]Case, []Problem) {
	dir := path.Join(l.Folder(), string(kind))
	entries, _ := fs.ReadDir(e.Files, dir)
	var cases []Case
	var problems []Problem
	for _, entry := range entries {
		file := path.Join(dir, entry.Name())
		c, why := load(e, l, kind, file)
		if why != "" {
			problems = append(problems, problem(e, file, "%s", why))
			continue
		}
		cases = append(cases, c)
	}
	return cases, problems
}

// load reads one solution of right/ or wrong/, or says why it cannot be one.
func load(e *graders.Exercise, l graders.Language, kind Kind, file string) (c Case, why string) {
	extension := path.Ext(file)
	name := "solution" + extension
	if !slices.Contains(l.SolutionFiles(), name) {
		return c, fmt.Sprintf("is no solution in %s: remove it, or let its name end like %s", l.Title(), strings.Join(l.SolutionFiles(), ", "))
	}
	content, err := fs.ReadFile(e.Files, file)
	if err != nil {
		return c, "cannot be read: " + err.Error()
	}
	c = Case{Exercise: e, Language: l, Kind: kind, Name: strings.TrimSuffix(path.Base(file), extension), Path: file}
	c.Solution = graders.File{Name: name, Content: content}
	if kind == Wrong {
		if c.Marker, why = ParseMarker(content); why == "" {
			why = unknownConcepts(e, l, c.Marker)
		}
	}
	return c, why
}

func referenceFile(l graders.Language) string { return "reference" + path.Ext(l.SolutionFile()) }

// purpose says what a file is for, to authors who do not have it.
func (k Kind) purpose() string {
	if k == Stub {
		return "it is what the learner starts from"
	}
	return "it is the authors' own solution"
}
