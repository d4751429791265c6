package timeline

import (
	"cmp"
	"maps"
	"slices"

	"drill/graders"
)

// take is one run with what the figures need to know of it.
type take struct {
	run       *graders.Run
	entries   []entry
	marks     []mark
	stretches []stretch
	held      []bool // which entries open or close a stretch
}

func takeOf(run *graders.Run, verdicts []graders.Verdict) *take {
	entries := entriesOf(run)
	t := &take{run, entries, marksOf(run, verdicts), stretchesOf(entries), make([]bool, len(entries))}
	for _, s := range t.stretches {
		t.held[s.opened] = true
		if s.closed >= 0 {
			t.held[s.closed] = true
		}
	}
	return t
}

// scene is what the two figures of a scenario share, so that they compare: the
// lanes, the levels with their scales, and the axis's moments.
type scene struct {
	takes    []*take
	lanes    []string
	levels   []string
	decimals int
}

const mostLanes = 14

func sceneOf(takes ...*take) scene {
	s := scene{takes: takes}
	var runs [][]entry
	for _, t := range takes {
		runs = append(runs, t.entries)
		s.decimals = max(s.decimals, precision(t.entries, t.run.Clock))
		for _, kind := range laneKinds(t) {
			if !slices.Contains(s.lanes, kind) {
				s.lanes = append(s.lanes, kind)
			}
		}
	}
	s.levels = levelNames(runs...)
	if s.crowded() {
		s.levels = append(s.levels, inFlight)
	}
	return s
}

// laneKinds lists the kinds that are drawn as marks: those that stretches do not
// account for, with printed lines last.
func laneKinds(t *take) []string {
	rest := slices.Clone(t.entries)
	for i := range rest {
		if t.held[i] {
			rest[i].kind = ""
		}
	}
	kinds := slices.DeleteFunc(lanesOf(rest), func(kind string) bool { return kind == "" })
	slices.SortStableFunc(kinds, func(a, b string) int { return cmp.Compare(printRank(a), printRank(b)) })
	return kinds
}

func printRank(kind string) int {
	if kind == "stdout" || kind == "stderr" {
		return 1
	}
	return 0
}

// crowded reports whether work ever overlapped, which is worth a line.
func (s scene) crowded() bool {
	return slices.ContainsFunc(s.takes, func(t *take) bool { return flightOf(t.stretches).peak().value > 1 })
}

func (s scene) level(t *take, name string) level {
	if name == inFlight {
		return flightOf(t.stretches)
	}
	return levelOf(t.entries, name)
}

func (s scene) extent(name string) (low, high float64) {
	var all []level
	for _, t := range s.takes {
		all = append(all, s.level(t, name))
	}
	return extent(all...)
}

func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }
