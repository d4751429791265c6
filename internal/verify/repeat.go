package verify

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// repeated cuts up the work of a proof that grades everything several times under each
// seed. A Go solution is compiled once for many gradings, whose scenarios are processes
// of their own all the same; in Node each grading is a learner's.
func repeated(cases []Case, seeds []uint64, times int) []portion {
	var all []portion
	for _, c := range cases {
		size, asLearners := together, false
		if c.Language == graders.Node {
			size, asLearners = 1, true
		}
		for _, seed := range seeds {
			for chunk := range slices.Chunk(slices.Repeat([]attempt{{c, seed}}, times), size) {
				all = append(all, portion{attempts: chunk, asLearners: asLearners, firstHand: true})
			}
		}
	}
	return all
}

// unsteady finds solutions whose verdicts differ between gradings under one seed.
func unsteady(p Proof) []Problem {
	type grading struct {
		name string
		seed uint64
	}
	var problems []Problem
	var order []grading
	reports := map[grading][]Result{}
	for _, r := range p.Results {
		key := grading{r.Case.String(), r.Seed}
		if reports[key] == nil {
			order = append(order, key)
		}
		if r.Outcomes != nil {
			reports[key] = append(reports[key], r)
		}
	}
	for _, key := range order {
		problems = append(problems, unsteadyConcepts(reports[key])...)
	}
	return problems
}

// unsteadyConcepts compares gradings of one solution under one seed, concept by concept.
func unsteadyConcepts(results []Result) []Problem {
	var problems []Problem
	if len(results) < 2 {
		return nil
	}
	for i, o := range results[0].Outcomes {
		times := map[Mark]int{}
		for _, r := range results {
			times[r.Outcomes[i].Mark]++
		}
		if len(times) < 2 {
			continue
		}
		var seen []string
		for _, mark := range []Mark{Passes, Fails, Blocked} {
			if times[mark] > 0 {
				seen = append(seen, fmt.Sprintf("%s %d", mark, times[mark]))
			}
		}
		what := Result{Case: results[0].Case, Wrong: fmt.Sprintf("%s %s of %d times under seed %d: let nothing depend on the order of what is ready at one moment",
			o.Concept, strings.ReplaceAll(strings.Join(seen, " and "), "blocked", "is blocked"), len(results), results[0].Seed)}
		problems = append(problems, what.fault())
	}
	return problems
}
