package timeline

import (
	"math"
	"slices"
	"strings"
)

// level is a number that changes over a run, such as how full a buffer is.
type level struct {
	name   string
	points []point
}

// point is the value from an entry on.
type point struct {
	entry int
	value float64
}

const (
	mostLevels  = 4
	fewestSteps = 3
	inFlight    = "in flight"
)

// levelOf returns the values of a field, whatever kinds carry it.
func levelOf(entries []entry, name string) level {
	l := level{name: name}
	for i, e := range entries {
		for _, f := range e.data {
			if n, ok := f.number(); ok && f.name == name {
				l.points = append(l.points, point{i, n})
			}
		}
	}
	return l
}

// flightOf counts the stretches that are open at once.
func flightOf(stretches []stretch) level {
	change := map[int]float64{}
	for _, s := range stretches {
		change[s.opened]++
		if s.closed >= 0 {
			change[s.closed]--
		}
	}
	l, open := level{name: inFlight}, 0.0
	for _, at := range sortedKeys(change) {
		open += change[at]
		l.points = append(l.points, point{at, open})
	}
	return l
}

// levelNames lists the fields of some runs that are worth a line: numbers that
// change and are more than a count of the events.
func levelNames(runs ...[]entry) []string {
	var names []string
	for _, entries := range runs {
		for _, e := range entries {
			for _, f := range e.data {
				if _, ok := f.number(); ok && !isIdentity(f.name) && !slices.Contains(names, f.name) {
					names = append(names, f.name)
				}
			}
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		return !slices.ContainsFunc(runs, func(entries []entry) bool { return levelOf(entries, name).telling() })
	})
	return names[:min(len(names), mostLevels)]
}

// telling reports whether a line shows more than a constant or a counter would.
func (l level) telling() bool {
	if len(l.points) < fewestSteps {
		return false
	}
	constant, counter := true, true
	for i, p := range l.points[1:] {
		constant = constant && p.value == l.points[i].value
		counter = counter && p.value == l.points[i].value+1
	}
	return !constant && !counter
}

// extent is the smallest and the largest value, zero included.
func extent(levels ...level) (low, high float64) {
	for _, l := range levels {
		for _, p := range l.points {
			low, high = min(low, p.value), max(high, p.value)
		}
	}
	return low, high
}

// bound is a number of the input that levels are held against.
type bound struct {
	name  string
	value float64
}

// boundsOf finds the limits in an input that lie within a level's reach.
func boundsOf(input []field, high float64) []bound {
	var bounds []bound
	for _, f := range input {
		n, ok := f.number()
		if ok && n > 0 && n <= high*1.5 && n >= high/200 && isBound(f.name) {
			bounds = append(bounds, bound{f.name, n})
		}
	}
	return bounds[:min(len(bounds), 2)]
}

func isBound(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc([]string{"watermark", "limit", "max", "capacity", "bound", "budget", "concurrency"},
		func(word string) bool { return strings.Contains(lower, word) })
}

// peak is the point with the largest value.
func (l level) peak() point {
	top := point{-1, math.Inf(-1)}
	for _, p := range l.points {
		if p.value > top.value {
			top = p
		}
	}
	return top
}
