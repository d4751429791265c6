package timeline

import (
	"fmt"
	"strings"

	"drill/graders"
)

// waitShape is a stretch of virtual time in which nothing happened.
type waitShape struct {
	From, To, Y px
	Label       string // empty where there is no room for it
}

// Middle is where the label stands.
func (w waitShape) Middle() px { return (w.From + w.To) / 2 }

const fewWaits = 4 // that are named one by one

// waits returns how long nothing happened, in milliseconds, in order.
func (t *take) waits() []float64 {
	var waits []float64
	before := 0.0
	for _, e := range t.entries {
		if e.at > before && t.run.Clock == graders.Virtual {
			waits = append(waits, e.at-before)
		}
		before = e.at
	}
	return waits
}

// waitWords says the waits, such as "waits of 100, 200 and 400 ms".
func (t *take) waitWords() string {
	waits := t.waits()
	if len(waits) == 0 {
		return ""
	}
	low, high := waits[0], waits[0]
	words := make([]string, len(waits))
	for i, w := range waits {
		low, high, words[i] = min(low, w), max(high, w), duration(w)
	}
	switch {
	case high-low < 1e-6*high:
		return graders.Plural(len(waits), "wait") + " of " + duration(high)
	case len(waits) <= fewWaits:
		return "waits of " + strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
	}
	return fmt.Sprintf("%d waits of %s to %s", len(waits), duration(low), duration(high))
}

// waits draws the gaps of a virtual clock with their lengths.
func (d *drawing) waits() {
	if d.scene.still() {
		return
	}
	y := d.row("waits", -1, rowHeight)
	from, before := d.axis.left, 0.0
	for _, e := range d.take.entries {
		m := d.axis.moment(e.at)
		if e.at > before && m.x-from >= 3 {
			d.Waits = append(d.Waits, waitShape{From: from + 1, To: m.x - 1, Y: y, Label: exactly(duration(e.at-before), m.x-from-12)})
		}
		from, before = m.x+m.width, e.at
	}
}

// still reports whether no run of the scene waited on a virtual clock.
func (s scene) still() bool {
	for _, t := range s.takes {
		if len(t.waits()) > 0 {
			return false
		}
	}
	return true
}

// exactly returns text that fits whole, or nothing.
func exactly(text string, width px) string {
	if textWidth(text) > width {
		return ""
	}
	return text
}
