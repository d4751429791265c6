package report

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"drill/graders"
	"drill/graders/concepts"
)

// ParsePoints reads points per concept as a person types them, such as
// "backpressure=3,cancellation=0".
//
// The rule of partial credit: a concept is worth the points of its check, or those
// given here in their place; one that passed earns all of them and any other none;
// a submission's points are the sum. 0 points keep a concept in the report without
// letting it count. Concepts that are not named keep their points.
//
// The error names what cannot be read, or the concept that does not exist.
func ParsePoints(text string) (map[string]int, error) {
	points := map[string]int{}
	for part := range strings.SplitSeq(text, ",") {
		id, number, found := strings.Cut(strings.TrimSpace(part), "=")
		if !found {
			return nil, fmt.Errorf("%q is no points of a concept: write it like backpressure=3", part)
		}
		if _, exists := concepts.Find(id); !exists {
			return nil, fmt.Errorf("no concept %q: drill show lists those of an exercise", id)
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%q are no points for %s: use a whole number from 0", number, id)
		}
		if _, twice := points[id]; twice {
			return nil, fmt.Errorf("%s is given points twice: keep one of them", id)
		}
		points[id] = n
	}
	return points, nil
}

// fits makes sure that points change something: an id that no graded exercise has
// is a mistake, and would silently leave the weights as they are.
func fits(points map[string]int, entries []Entry) error {
	known := map[string]bool{}
	for _, e := range entries {
		if e.Report != nil {
			for _, v := range e.Report.Verdicts {
				known[v.Concept.ID] = true
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(points)) {
		if points[id] < 0 {
			return fmt.Errorf("%s is worth %d points: use a whole number from 0", id, points[id])
		}
		if len(known) > 0 && !known[id] {
			return fmt.Errorf("points are given for %s, which was not graded: use one of %s",
				id, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
	return nil
}

// scaled is the entry with the points that its concepts are given.
func (e Entry) scaled(points map[string]int) Entry {
	if e.Report == nil || len(points) == 0 {
		return e
	}
	scaled := *e.Report
	scaled.Verdicts = slices.Clone(e.Report.Verdicts)
	scaled.Points, scaled.Max = 0, 0
	for i := range scaled.Verdicts {
		v := &scaled.Verdicts[i]
		if given, ok := points[v.Concept.ID]; ok {
			weigh(v, given)
		}
		scaled.Points += v.Points
		scaled.Max += v.Max
	}
	e.Report = &scaled
	return e
}

func weigh(v *graders.Verdict, points int) {
	v.Max, v.Points = points, 0
	if v.Passed() {
		v.Points = points
	}
}
