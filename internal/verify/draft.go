package verify

import (
	"io/fs"
	"strings"

	"drill/graders"
)

// Placeholder begins what the skeleton of an exercise leaves to its author. A
// file that still has one is a draft.
const Placeholder = "FILL IN"

// drafts finds what is still to be written.
func drafts(e *graders.Exercise) []Problem {
	return append(draftFields(e), draftFiles(e)...)
}

// draftFields looks at what exercise.go says, which is compiled and not among the
// exercise's files.
func draftFields(e *graders.Exercise) []Problem {
	texts := []string{e.Title, e.Summary}
	for _, check := range e.Checks {
		texts = append(texts, check.Claim)
		texts = append(texts, check.Hints...)
		texts = append(texts, check.GoHints...)
	}
	var problems []Problem
	for _, text := range texts {
		if what, found := placeholder(text); found {
			p := problem(e, exerciseFile, "replace %q", what)
			p.Draft = true
			problems = append(problems, p)
		}
	}
	return problems
}

func draftFiles(e *graders.Exercise) []Problem {
	var problems []Problem
	_ = fs.WalkDir(e.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // what cannot be read is named by the other rules
		}
		content, err := fs.ReadFile(e.Files, name)
		if err != nil {
			return nil
		}
		if what, found := placeholder(string(content)); found {
			p := problem(e, name, "replace %q", what)
			p.Draft = true
			problems = append(problems, p)
		}
		return nil
	})
	return problems
}

// placeholder returns the line of a text's first placeholder, from there on.
func placeholder(text string) (string, bool) {
	at := strings.Index(text, Placeholder)
	if at < 0 {
		return "", false
	}
	line, _, _ := strings.Cut(text[at:], "\n")
	return strings.TrimRight(strings.TrimSpace(line), "`'\")->*/ "), true
}

// draftIn reports whether the exercise cannot be graded in a language yet.
func draftIn(problems []Problem, l graders.Language) bool {
	for _, p := range problems {
		if p.Draft && (p.File == exerciseFile || strings.HasPrefix(p.File, l.Folder()+"/")) {
			return true
		}
	}
	return false
}
