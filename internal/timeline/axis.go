package timeline

import (
	"maps"
	"math"
	"slices"
	"strconv"
)

// px is a length or a place in a figure, in units of its view box.
type px float64

// String prints one decimal at most: more cannot be seen.
func (p px) String() string {
	return strconv.FormatFloat(math.Round(float64(p)*10)/10, 'f', -1, 64)
}

// axis maps time to places. Gaps between moments are drawn to one scale; what
// happens at one moment stands side by side in its order, in slots of one width.
// Runs that share an axis have the same moments at the same places.
type axis struct {
	left, right px
	slot        px
	moments     []moment
}

// moment is a time at which something happened in one of the runs.
type moment struct {
	at    float64 // milliseconds
	x     px
	width px // the slots of the run that has most entries here
}

const (
	widestSlot = 72 // room for a mark and a few words
	singleSlot = 16 // room for a mark, where little happens at once
	leastSlot  = 8  // below this an order cannot be seen
)

// newAxis lays out the moments of some runs between two places.
func newAxis(left, right px, runs ...[]entry) axis {
	slots := map[float64]int{0: 0}
	for _, entries := range runs {
		own := map[float64]int{}
		for _, e := range entries {
			own[e.at]++
			slots[e.at] = max(slots[e.at], own[e.at])
		}
	}
	times := slices.Sorted(maps.Keys(slots))
	a := axis{left: left, right: right}
	a.slot = slotWidth(right-left, slots)
	total := times[len(times)-1] - times[0]
	room, x := float64(right-left-a.slot*px(sum(slots))), left
	for i, at := range times {
		if i > 0 {
			x += px(room * ((at - times[i-1]) / total))
		}
		width := a.slot * px(slots[at])
		a.moments = append(a.moments, moment{at, x, width})
		x += width
	}
	return a
}

// slotWidth shares the room between order and time: the fewer gaps there are,
// the more of it shows order.
func slotWidth(room px, slots map[float64]int) px {
	total, gaps := sum(slots), len(slots)-1
	if total == 0 {
		return 0
	}
	share := float64(total) / float64(total+2*gaps)
	width := min(px(share)*room/px(total), widestSlot)
	if gaps > 0 && slices.Max(slices.Collect(maps.Values(slots))) <= 2 {
		width = min(width, singleSlot)
	}
	if gaps > 0 && width < leastSlot {
		width = min(width, room/4/px(total))
	}
	return width
}

func sum(slots map[float64]int) int {
	total := 0
	for _, n := range slots {
		total += n
	}
	return total
}

// moment returns the moment of a time that is on the axis.
func (a axis) moment(at float64) moment {
	i, _ := slices.BinarySearchFunc(a.moments, at, func(m moment, t float64) int {
		switch {
		case m.at < t:
			return -1
		case m.at > t:
			return 1
		}
		return 0
	})
	return a.moments[min(i, len(a.moments)-1)]
}

// place returns where a time is, also between moments.
func (a axis) place(at float64) px {
	next := slices.IndexFunc(a.moments, func(m moment) bool { return m.at >= at })
	switch {
	case next < 0:
		return a.right
	case next == 0 || a.moments[next].at == at:
		return a.moments[next].x
	}
	from, to := a.moments[next-1], a.moments[next]
	start := from.x + from.width
	return start + (to.x-start)*px((at-from.at)/(to.at-from.at))
}

// places returns where each entry of a run stands.
func (a axis) places(entries []entry) []px {
	xs := make([]px, len(entries))
	order := 0
	for i, e := range entries {
		if order++; i == 0 || entries[i-1].at != e.at {
			order = 0
		}
		xs[i] = a.moment(e.at).x + a.slot*(px(order)+0.5)
	}
	return xs
}
