package verify

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"drill/graders"
	"drill/internal/mutants"
)

// The number of right solutions, besides the reference, that a language needs.
const leastRight = 2

// Lint finds what is wrong with an exercise without running anything.
func Lint(e *graders.Exercise) []Problem {
	problems := slices.Concat(lintChecks(e), lintScenarios(e), lintPrompt(e), lintState(e))
	for _, l := range graders.Languages() {
		if _, err := fs.ReadDir(e.Files, l.Folder()); err != nil {
			problems = append(problems, problem(e, l.Folder(), "is missing: every exercise is offered in %s too", l.Title()))
			continue
		}
		if _, err := e.Stimuli(l); err != nil {
			problems = append(problems, problem(e, path.Join(l.Folder(), l.ScenariosFile()), "is missing: it holds the stimuli"))
		}
		cases, wrong := Cases(e, l)
		_, mistakes := Equivalents(e, l)
		problems = slices.Concat(problems, wrong, lintWrong(e, l, cases), lintRight(e, l, cases), mistakes, stray(e, l))
	}
	return append(drafts(e), problems...)
}

func lintPrompt(e *graders.Exercise) []Problem {
	prompt, err := fs.ReadFile(e.Files, "README.md")
	switch {
	case err != nil:
		return []Problem{problem(e, "README.md", "is missing: it is the prompt that the learner reads")}
	case !strings.HasPrefix(string(prompt), "# "):
		return []Problem{problem(e, "README.md", "does not begin with a title: write %q", "# "+e.Title)}
	}
	return nil
}

// lintWrong finds concepts that no wrong solution fails.
func lintWrong(e *graders.Exercise, l graders.Language, cases []Case) []Problem {
	folder := path.Join(l.Folder(), string(Wrong))
	killed := map[string]bool{}
	for _, c := range cases {
		for _, id := range c.Marker.Fails {
			killed[id] = true
		}
	}
	var problems []Problem
	for _, check := range e.ChecksFor(l) {
		if id := check.Concept.ID; !killed[id] {
			problems = append(problems, problem(e, folder, "has no solution that fails %s: write one, or the check proves nothing", id))
		}
	}
	return problems
}

func lintRight(e *graders.Exercise, l graders.Language, cases []Case) []Problem {
	right := 0
	for _, c := range cases {
		if c.Kind == Right {
			right++
		}
	}
	if right >= leastRight {
		return nil
	}
	return []Problem{problem(e, path.Join(l.Folder(), string(Right)),
		"has %s: write %d that differ in structure from the reference", graders.Plural(right, "solution"), leastRight)}
}

// stray finds files that no part of drill would ever read.
func stray(e *graders.Exercise, l graders.Language) []Problem {
	known := []string{l.SolutionFile(), l.ScenariosFile(), referenceFile(l), string(Right), string(Wrong), mutants.ListFile}
	entries, _ := fs.ReadDir(e.Files, l.Folder()) // it is there: see Lint
	var problems []Problem
	for _, entry := range entries {
		if !slices.Contains(known, entry.Name()) {
			problems = append(problems, problem(e, path.Join(l.Folder(), entry.Name()), "is not a file that an exercise has: remove it"))
		}
	}
	return problems
}
