package timeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"drill/graders"
)

// group writes the rows of one group, under the sign of what failed there.
func (t *text) group(g group) {
	failed := t.marks[g.first]
	for place := range g.period {
		entries := g.each(place)
		name := entries[0].kind
		if g.times > 1 {
			name += " x " + strconv.Itoa(g.times)
		}
		indent := strings.Repeat("  ", min(slices.Index(t.lanes, entries[0].kind), t.width/8))
		words := rangeWords(entries)
		if g.times > 1 && g.period == 1 {
			words = strings.TrimPrefix(words+"; "+g.rhythm(t.decimals), "; ")
		}
		t.line(t.sign(failed), segment{faint, pad(clockTime(entries[0].at, t.decimals), t.timeWidth) + "  " + indent},
			segment{kindStyle(entries[0].kind), name}, segment{plain, "  " + words})
	}
	if g.period > 1 {
		t.line(segment{faint, t.margin() + fmt.Sprintf("these %d in turn, %d times, %s", g.period, g.times, g.rhythm(t.decimals))})
	}
	t.failures(failed)
}

// wait draws a gap of a virtual clock as a bar, to the scale of the longest one.
func (t *text) wait(ms float64) {
	if ms <= 0 || t.run.Clock != graders.Virtual {
		return
	}
	words := " wait " + duration(ms)
	room := min(40, t.width-len(t.margin())-len(words)-8)
	length := max(1, int(float64(room)*ms/t.widest+0.5))
	t.line(segment{faint, t.margin() + strings.Repeat(t.glyphs.bar, length) + words})
}
