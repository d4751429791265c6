package timeline

import (
	"slices"

	"drill/graders"
)

// tolerance is by how many milliseconds repetitions may differ and still count
// as even: a real clock is never exact.
func tolerance(clock graders.Clock) float64 {
	if clock == graders.Real {
		return 1
	}
	return 1e-6
}

// lanesOf lists the kinds in the order of their first appearance.
func lanesOf(entries []entry) []string {
	var kinds []string
	for _, e := range entries {
		if !slices.Contains(kinds, e.kind) {
			kinds = append(kinds, e.kind)
		}
	}
	return kinds
}

// choose says which groups are shown when there is room for limit of them: the
// marked ones with their neighbours, then the first and the last.
func choose(groups []group, limit int, marked func(group) bool) []bool {
	shown := make([]bool, len(groups))
	left := limit
	show := func(i int) {
		if i >= 0 && i < len(groups) && !shown[i] {
			shown[i] = true
			left--
		}
	}
	for i, g := range groups {
		if marked(g) {
			show(i)
			show(i - 1)
			show(i + 1)
		}
	}
	for head, tail := 0, len(groups)-1; head <= tail && left > 0; head, tail = head+1, tail-1 {
		show(head)
		if left > 0 {
			show(tail)
		}
	}
	return shown
}
