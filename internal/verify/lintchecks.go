package verify

import (
	"slices"

	"drill/graders"
	"drill/graders/concepts"
)

// How many concepts an exercise grades in a language, and hints a check has.
const (
	leastConcepts, mostConcepts = 4, 8
	leastHints, mostHints       = 2, 3
)

// lintChecks looks at what exercise.go says of the exercise and its checks.
func lintChecks(e *graders.Exercise) []Problem {
	var problems []Problem
	say := func(format string, args ...any) {
		problems = append(problems, problem(e, exerciseFile, format, args...))
	}
	if len(e.Questions) == 0 {
		say("names no question: set Questions to the numbers of the handbook's")
	}
	if len(e.Exports) == 0 {
		say("names no exports: list the functions that a Node solution exports")
	}
	for _, l := range graders.Languages() {
		if n := len(e.ChecksFor(l)); n < leastConcepts || n > mostConcepts {
			say("grades %s in %s: let it be %d to %d", graders.Plural(n, "concept"), l.Title(), leastConcepts, mostConcepts)
		}
	}
	seen := map[string]bool{}
	for _, check := range e.Checks {
		if seen[check.Concept.ID] {
			say("has two checks for %s: join them or name another concept", check.Concept.ID)
		}
		seen[check.Concept.ID] = true
		lintCheck(e, check, say)
	}
	return problems
}

func lintCheck(e *graders.Exercise, check graders.Check, say func(string, ...any)) {
	id := check.Concept.ID
	if known, ok := concepts.Find(id); !ok || known != check.Concept {
		say("grades the concept %q, which is not in the vocabulary: choose one of graders/concepts, or add it there", id)
	}
	for _, l := range graders.Languages() {
		if n := len(check.HintsFor(l)); check.For(l) && (n < leastHints || n > mostHints) {
			say("has %s for %s in %s: let it be %d or %d", graders.Plural(n, "hint"), id, l.Title(), leastHints, mostHints)
		}
	}
	if check.Claim == "" {
		say("has no claim for %s: complete \"a right solution ...\"", id)
	}
	if check.Judge == nil {
		say("has no judge for %s: write the function that reads the runs", id)
	}
	for _, need := range check.Needs {
		if !slices.ContainsFunc(e.Checks, func(c graders.Check) bool { return c.Concept == need }) {
			say("lets %s need %s, which it does not grade: add that check, or drop the need", id, need.ID)
		}
	}
}

// lintScenarios looks at names, which are keys of the scenarios' files: each
// language has a file of its own.
func lintScenarios(e *graders.Exercise) []Problem {
	var problems []Problem
	seen := map[string]bool{}
	for i, s := range e.Scenarios {
		if slices.ContainsFunc(e.Scenarios[:i], func(other graders.Scenario) bool { return clash(s, other) }) {
			problems = append(problems, problem(e, exerciseFile, "has two scenarios %q: rename one", s.Name))
		}
		seen[s.Name] = true
		if s.Clock != graders.Virtual && s.Clock != graders.Real {
			problems = append(problems, problem(e, exerciseFile, "gives the scenario %s no clock: let it be graders.Virtual or graders.Real", s.Name))
		}
	}
	if len(seen) == 0 {
		problems = append(problems, problem(e, exerciseFile, "has no scenarios: nothing would run"))
	}
	return problems
}

// clash reports whether one language has both scenarios under one name.
func clash(a, b graders.Scenario) bool {
	return a.Name == b.Name && slices.ContainsFunc(graders.Languages(), func(l graders.Language) bool { return a.For(l) && b.For(l) })
}
