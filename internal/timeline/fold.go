package timeline

import "math"

// group is a stretch of entries that is drawn as one: period entries that
// happened times times, one after another. Most groups are a single entry.
type group struct {
	entries []entry
	first   int // index of the first entry
	period  int
	times   int
	even    bool    // every repetition came the same time after the one before
	step    float64 // that time, in milliseconds
}

// Repetitions are folded when that saves savedRows rows and they follow one
// another evenly with the same words, or when there are manyTimes of them.
const (
	longestPeriod = 4
	fewestTimes   = 3
	savedRows     = 4
	manyTimes     = 12
)

func (g group) from() float64 { return g.entries[0].at }
func (g group) to() float64   { return g.entries[len(g.entries)-1].at }

// each returns the entries of one place in the period.
func (g group) each(place int) []entry {
	var entries []entry
	for i := place; i < len(g.entries); i += g.period {
		entries = append(entries, g.entries[i])
	}
	return entries
}

// fold joins repetitions. Entries for which keep holds stay alone. Times that
// differ by less than tolerance milliseconds count as even.
func fold(entries []entry, keep func(int) bool, tolerance float64) []group {
	var groups []group
	f := folder{entries, keep, tolerance}
	for i := 0; i < len(entries); {
		g := group{period: 1, times: 1}
		for period := 1; period <= longestPeriod; period++ {
			if found := f.repeats(i, period); found.times*found.period > g.times*g.period {
				g = found
			}
		}
		g.first, g.entries = i, entries[i:i+g.period*g.times]
		groups = append(groups, g)
		i += len(g.entries)
	}
	return groups
}

type folder struct {
	entries   []entry
	keep      func(int) bool
	tolerance float64
}

// repeats returns how often the entries from start repeat with a period, or a
// group of nothing when that is not worth folding.
func (f folder) repeats(start, period int) group {
	step := 0.0
	if start+period < len(f.entries) {
		step = f.entries[start+period].at - f.entries[start].at
	}
	even := f.count(start, period, func(a, b entry) bool {
		return a.alike(b) && math.Abs(b.at-a.at-step) <= f.tolerance
	})
	if even >= fewestTimes && (even-1)*period >= savedRows {
		return group{period: period, times: even, even: true, step: step}
	}
	if many := f.count(start, period, entry.sameFields); many >= manyTimes {
		return group{period: period, times: many}
	}
	return group{}
}

// count is how many whole periods follow from start in which every entry matches
// the one a period before.
func (f folder) count(start, period int, match func(a, b entry) bool) int {
	end := start
	for ; end < len(f.entries) && !f.keep(end); end++ {
		if end >= start+period && !match(f.entries[end-period], f.entries[end]) {
			break
		}
	}
	return (end - start) / period
}

// sameFields reports whether two entries are of one kind with the same fields.
func (e entry) sameFields(o entry) bool {
	if e.kind != o.kind || (e.event < 0) != (o.event < 0) || len(e.data) != len(o.data) {
		return false
	}
	for i := range e.data {
		if e.data[i].name != o.data[i].name {
			return false
		}
	}
	return true
}

// alike reports whether two entries differ in nothing but numbers.
func (e entry) alike(o entry) bool {
	if !e.sameFields(o) || e.text != o.text {
		return false
	}
	for i := range e.data {
		_, a := e.data[i].number()
		_, b := o.data[i].number()
		if a != b || !a && valueWords(e.data[i].value) != valueWords(o.data[i].value) {
			return false
		}
	}
	return true
}
