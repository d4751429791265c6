package verify

import (
	"fmt"
	"slices"

	"drill/graders"
)

// Complaints are all that keeps an exercise from holding, a line each: what is
// missing first, then which solution is not what it must be. What a solution does
// under several seeds is said once, with the first of them.
func (p Proof) Complaints() []string {
	var lines []string
	for _, problem := range p.Problems {
		lines = append(lines, problem.String())
	}
	type fault struct {
		name, what string
		seeds      []uint64
	}
	var faults []*fault
	for _, r := range p.Results {
		if r.Wrong == "" {
			continue
		}
		name := r.Case.place()
		i := slices.IndexFunc(faults, func(f *fault) bool { return f.name == name && f.what == r.Wrong })
		if i < 0 {
			faults = append(faults, &fault{name: name, what: r.Wrong})
			i = len(faults) - 1
		}
		faults[i].seeds = append(faults[i].seeds, r.Seed)
	}
	for _, f := range faults {
		under := fmt.Sprintf("seed %d", f.seeds[0])
		if more := len(f.seeds) - 1; more > 0 {
			under += " and " + graders.Plural(more, "other")
		}
		lines = append(lines, fmt.Sprintf("%s: %s (%s)", f.name, f.what, under))
	}
	return lines
}

// place names the case by its file where it has one.
func (c Case) place() string {
	if c.Path == "" {
		return fmt.Sprintf("exercises/%s, %s", folderOf(c.Exercise), c)
	}
	return fmt.Sprintf("exercises/%s/%s", folderOf(c.Exercise), c.Path)
}
