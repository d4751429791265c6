package verify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// Complaints are all that keeps an exercise from holding: what is missing, file by
// file, then which solution is not what it must be. What a solution does under
// several seeds is said once, with the first of them.
func (p Proof) Complaints() []Problem {
	complaints := slices.Clone(p.Problems)
	slices.SortStableFunc(complaints, byFile)
	seeds := map[Problem][]uint64{}
	var faults []Problem
	for _, r := range p.Results {
		if r.Wrong == "" {
			continue
		}
		fault := r.fault()
		if seeds[fault] == nil {
			faults = append(faults, fault)
		}
		seeds[fault] = append(seeds[fault], r.Seed)
	}
	for _, fault := range faults {
		times := len(seeds[fault])
		under := slices.Compact(seeds[fault])
		fault.What += fmt.Sprintf(" (seed %d", under[0])
		if more := len(under) - 1; more > 0 {
			fault.What += " and " + graders.Plural(more, "other")
		}
		if times > len(under) {
			fault.What += fmt.Sprintf(", %d times", times)
		}
		fault.What += ")"
		complaints = append(complaints, fault)
	}
	return complaints
}

// byFile puts the prompt and exercise.go first, then each language's files.
func byFile(a, b Problem) int {
	rank := func(p Problem) int {
		for i, l := range graders.Languages() {
			if strings.HasPrefix(p.File, l.Folder()) {
				return 1 + i
			}
		}
		return 0
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.File, b.File))
}

// fault names the solution's file. One that was made up has none: what it says is
// about the checks.
func (r Result) fault() Problem {
	fault := Problem{Folder: folderOf(r.Case.Exercise), File: r.Case.Path, What: r.Wrong}
	if fault.File == "" {
		fault.File, fault.What = exerciseFile, r.Case.String()+" "+r.Wrong
	}
	return fault
}
