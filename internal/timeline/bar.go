package timeline

import (
	"fmt"

	"drill/graders"
)

// barShape is work from its begin to its end.
type barShape struct {
	X, Y, Width px
	Height      px
	Label       string
	LabelX      px
	LabelY      px
	Title       string
	Open        bool // it never ended
	Failed      bool
}

const (
	barHeight = 16
	mostBars  = 14 // rows of them
)

// bars draws work in flight, each piece in the first row that is free.
func (d *drawing) bars() {
	if !d.scene.working() {
		return
	}
	d.y += 4
	var free []px
	left := 0
	for _, s := range d.take.stretches {
		b := d.bar(s)
		row := 0
		for row < len(free) && free[row] > b.X {
			row++
		}
		if row >= mostBars {
			left++
			continue
		}
		if row == len(free) {
			free = append(free, 0)
		}
		free[row] = b.X + b.Width + 1
		b.Y = d.y + px(row)*(barHeight+3)
		b.LabelX, b.LabelY = b.X+5, b.Y+barHeight-4
		d.Bars = append(d.Bars, b)
	}
	d.caption("work", d.y+barHeight/2)
	d.y += px(max(len(free), 1))*(barHeight+3) + 4
	if left > 0 {
		d.note(d.Left+8, d.y+12, graders.Plural(left, "piece")+" of work more: see the table")
		d.y += 18
	}
}

func (d *drawing) bar(s stretch) barShape {
	opened := d.take.entries[s.opened]
	from, to, end := d.xs[s.opened], d.Right, d.take.entries[len(d.take.entries)-1].at
	b := barShape{Height: barHeight, Open: s.closed < 0, Failed: d.failedAt(s.opened)}
	if !b.Open {
		to, end = d.xs[s.closed], d.take.entries[s.closed].at
		b.Failed = b.Failed || d.failedAt(s.closed)
	}
	b.X, b.Width = from, max(to-from, 3)
	b.Label = fit(s.label, b.Width-8)
	b.Title = fmt.Sprintf("%s %s: %s, %s", opened.kind, s.label, span(opened.at, end, d.scene.decimals), duration(end-opened.at))
	if b.Open {
		b.Title += ", never ended"
		b.Label = fit(s.label+" (never ended)", b.Width-8)
	}
	return b
}

// caption names a panel at its first line.
func (d *drawing) caption(label string, y px) {
	d.Rows = append(d.Rows, rowShape{Y: y, Label: fit(label, d.label), Full: label, Kind: -1})
}

func (s scene) working() bool {
	for _, t := range s.takes {
		if len(t.stretches) > 0 {
			return true
		}
	}
	return false
}
