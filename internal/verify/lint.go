package verify

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"drill/graders"
	"drill/graders/concepts"
)

// Lint finds what is wrong with an exercise without running anything.
func Lint(e *graders.Exercise) []Problem {
	problems := lintChecks(e)
	prompt, err := fs.ReadFile(e.Files, "README.md")
	switch {
	case err != nil:
		problems = append(problems, Problem{e, "README.md", "is missing: it is the prompt that the learner reads"})
	case !strings.HasPrefix(string(prompt), "# "):
		problems = append(problems, Problem{e, "README.md", "does not begin with a title: \"# " + e.Title + "\""})
	}
	for _, l := range graders.Languages() {
		if _, err := e.Stimuli(l); err != nil {
			problems = append(problems, Problem{e, path.Join(l.Folder(), l.ScenariosFile()), "is missing: it holds the stimuli"})
		}
		cases, wrong := Cases(e, l)
		problems = append(problems, wrong...)
		problems = append(problems, lintCases(e, l, cases)...)
		problems = append(problems, stray(e, l)...)
	}
	return problems
}

func lintChecks(e *graders.Exercise) []Problem {
	var problems []Problem
	say := func(format string, args ...any) {
		problems = append(problems, Problem{e, "exercise.go", fmt.Sprintf(format, args...)})
	}
	for _, l := range graders.Languages() {
		if n := len(e.ChecksFor(l)); n < 4 || n > 8 {
			say("grades %d concepts in %s: it should be 4 to 8", n, l.Title())
		}
	}
	seen := map[string]bool{}
	for _, check := range e.Checks {
		id := check.Concept.ID
		if known, ok := concepts.Find(id); !ok || known != check.Concept {
			say("grades the concept %q, which is not in the vocabulary (graders/concepts)", id)
		}
		if seen[id] {
			say("has two checks for %s: join them or name another concept", id)
		}
		seen[id] = true
		for _, l := range graders.Languages() {
			if n := len(check.HintsFor(l)); check.For(l) && (n < 2 || n > 3) {
				say("has %d hints for %s in %s: it should be 2 or 3", n, id, l.Title())
			}
		}
		for _, need := range check.Needs {
			if !slices.ContainsFunc(e.Checks, func(c graders.Check) bool { return c.Concept == need }) {
				say("%s needs %s, which this exercise does not grade", id, need.ID)
			}
		}
	}
	if len(e.Exports) == 0 {
		say("names no exports: list the functions that a Node solution exports")
	}
	return problems
}

// lintCases finds concepts that no wrong solution fails, and too few right ones.
func lintCases(e *graders.Exercise, l graders.Language, cases []Case) []Problem {
	killed, right := map[string]bool{}, 0
	for _, c := range cases {
		if c.Kind == Right {
			right++
		}
		if c.Kind == Wrong && !c.Marker.All {
			for _, id := range c.Marker.Fails {
				killed[id] = true
			}
		}
	}
	var problems []Problem
	for _, check := range e.ChecksFor(l) {
		if !killed[check.Concept.ID] {
			problems = append(problems, Problem{e, path.Join(l.Folder(), "wrong"),
				fmt.Sprintf("has no solution that fails %s: write one, or the check proves nothing", check.Concept.ID)})
		}
	}
	if right < 2 {
		problems = append(problems, Problem{e, path.Join(l.Folder(), "right"),
			fmt.Sprintf("has %d solutions: write at least two that differ in structure from the reference", right)})
	}
	return problems
}

// stray finds files that no part of drill would ever read.
func stray(e *graders.Exercise, l graders.Language) []Problem {
	entries, err := fs.ReadDir(e.Files, l.Folder())
	if err != nil {
		return []Problem{{e, l.Folder(), "is missing"}}
	}
	known := []string{l.SolutionFile(), l.ScenariosFile(), "reference" + path.Ext(l.SolutionFile()), "right", "wrong"}
	var problems []Problem
	for _, entry := range entries {
		if !slices.Contains(known, entry.Name()) {
			problems = append(problems, Problem{e, path.Join(l.Folder(), entry.Name()), "is not a file that an exercise has: remove it"})
		}
	}
	return problems
}

// Duplicates finds slugs and places that two exercises share.
func Duplicates(all []*graders.Exercise) []Problem {
	var problems []Problem
	slugs, places := map[string]*graders.Exercise{}, map[string]*graders.Exercise{}
	for _, e := range all {
		if other, taken := slugs[e.Slug]; taken {
			problems = append(problems, Problem{e, "exercise.go",
				fmt.Sprintf("has the slug %q, which exercises/%s/%s has too: choose another", e.Slug, other.Track, other.Slug)})
		}
		slugs[e.Slug] = e
		place := fmt.Sprintf("%s %d", e.Track, e.Order)
		if other, taken := places[place]; taken {
			problems = append(problems, Problem{e, "exercise.go",
				fmt.Sprintf("has place %d in its track, which exercises/%s/%s has too: choose another", e.Order, other.Track, other.Slug)})
		}
		places[place] = e
	}
	return problems
}
