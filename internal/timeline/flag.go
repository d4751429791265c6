package timeline

import (
	"strconv"
)

// flagShape marks a failed moment across all rows.
type flagShape struct {
	X      px
	Label  string
	Anchor string
	LabelX px
}

// flags draws a line at each failed moment with the number of its explanation.
func (d *drawing) flags() {
	placed := marked(d.take.entries, d.take.marks)
	free := px(-1)
	for _, at := range sortedKeys(placed) {
		if at < 0 {
			continue
		}
		label := "✗"
		for i, m := range placed[at] {
			if i > 0 {
				label += ","
			}
			label += " " + strconv.Itoa(m.number)
		}
		f := flagShape{X: d.xs[at], Label: label + " failed", Anchor: "start", LabelX: d.xs[at] - 4}
		if f.LabelX+textWidth(f.Label) > d.Width {
			f.Anchor, f.LabelX = "end", d.xs[at]+4
		}
		if f.LabelX < free {
			f.Label = "" // the line stays; its neighbour's label is in the way
		} else {
			free = f.LabelX + textWidth(f.Label) + 6
		}
		d.Flags = append(d.Flags, f)
	}
}
