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
	// firstHand has nothing graded again.
	firstHand bool
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

// together is how many attempts share a sandbox.
const together = 20

// portions cuts the work of a proof up. Under many seeds each solution is graded as a
// learner's first; under one, which is for an author who has just saved, it is not.
// All else shares sandboxes.
func portions(cases []Case, seeds []uint64) []portion {
	var all []portion
	if len(seeds) > 1 {
		for _, c := range cases {
			all = append(all, portion{attempts: []attempt{{c, seeds[0]}}, asLearners: true})
		}
		seeds = seeds[1:]
	}
	return append(all, shared(cases, seeds)...)
}

// company is what solutions have in common that share sandboxes: what a file is follows
// from its name, and a job ends with the first solution that does not load, as an empty
// one is sure not to.
type company struct {
	language graders.Language
	name     string
	empty    bool
	behind   string
}

func (c Case) company() company {
	return company{language: c.Language, name: c.Solution.Name, empty: c.Kind == Empty, behind: c.Behind}
}

func shared(cases []Case, seeds []uint64) []portion {
	var all []portion
	open := map[company]int{} // the portion that is not full
	for _, c := range cases {
		common := c.company()
		for _, seed := range seeds {
			at, found := open[common]
			if !found || len(all[at].attempts) == together {
				at = len(all)
				open[common] = at
				all = append(all, portion{})
			}
			all[at].attempts = append(all[at].attempts, attempt{c, seed})
		}
	}
	return all
}
