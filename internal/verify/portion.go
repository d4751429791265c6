package verify

import (
	"fmt"
	"slices"

	"drill/graders"
)

// portion is what is graded at once: one attempt, or several that share a sandbox.
type portion struct {
	attempts []attempt
	// asLearners has the attempt graded just as a learner's submission is, with
	// failures confirmed; else that is done only where the outcome is not what it
	// must be.
	asLearners bool
}

// several reports whether the portion has more than one solution.
func (p portion) several() bool {
	return slices.ContainsFunc(p.attempts, func(a attempt) bool { return a.Case.String() != p.attempts[0].Case.String() })
}

// String names what shares the sandbox, in messages.
func (p portion) String() string {
	name := p.attempts[0].Case.String()
	if !p.several() {
		return name
	}
	return fmt.Sprintf("%s and those graded with it", name)
}

const (
	seedsTogether     = 10 // of one solution
	solutionsTogether = 8
)

// portions cuts the work of a proof up. Under many seeds each solution is graded as a
// learner's first, and the other seeds share sandboxes. Under one seed, which is for
// an author who has just saved, solutions share them.
func portions(cases []Case, seeds []uint64) []portion {
	if len(seeds) == 1 {
		return overSolutions(cases, seeds[0])
	}
	var all []portion
	for _, c := range cases {
		all = append(all, overSeeds(c, seeds)...)
	}
	return all
}

func overSeeds(c Case, seeds []uint64) []portion {
	var all []portion
	for i, seed := range seeds {
		if i%seedsTogether == 1 || i == 0 {
			all = append(all, portion{asLearners: i == 0})
		}
		last := &all[len(all)-1]
		last.attempts = append(last.attempts, attempt{c, seed})
	}
	return all
}

// overSolutions puts solutions together that have the same name, since what a file is
// follows from it, and that are likely to load: a job ends with the first that does
// not, and then each is graded alone.
func overSolutions(cases []Case, seed uint64) []portion {
	type group struct {
		language graders.Language
		name     string
	}
	open := map[group]int{} // the portion that is not full
	var all []portion
	for _, c := range cases {
		g := group{c.Language, c.Solution.Name}
		at, found := open[g]
		if !c.likelyToLoad() || !found || len(all[at].attempts) == solutionsTogether {
			at = len(all)
			all = append(all, portion{})
		}
		if c.likelyToLoad() {
			open[g] = at
		}
		all[at].attempts = append(all[at].attempts, attempt{c, seed})
	}
	return all
}
