package timeline

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// figure is the picture of one run, all places worked out.
type figure struct {
	ID, Class     string
	Width, Height px
	Left, Right   px
	Top, Bottom   px // of the part that lies in time
	Title, Desc   string
	Bands         []bandShape
	Ticks         []tick
	Rows          []rowShape
	Waits         []waitShape
	Marks         []markShape
	Bars          []barShape
	Levels        []levelShape
	Flags         []flagShape
	Notes         []textShape
}

type bandShape struct{ X, Y, Width, Height px }

// rowShape is a named line along time.
type rowShape struct {
	Y     px
	Label string
	Full  string
	Kind  int
}

type textShape struct {
	X, Y px
	Text string
}

// format is a size for which figures are drawn: a page holds one for wide and
// one for narrow windows and shows the one that fits.
type format struct {
	class       string
	width, left px
	label       px // room for a row's label
}

func formats() []format {
	return []format{{"wide", 1080, 136, 124}, {"narrow", 360, 84, 78}}
}

const (
	rowHeight  = 26
	edge       = 18 // right of the axis
	letter     = 6.7
	shapeKinds = 6 // shapes and colours of lanes
)

// textWidth estimates the width of text at the figures' font size.
func textWidth(text string) px { return px(letter * float64(uniseg.StringWidth(text))) }

// fit cuts text to a width, and to nothing where too little of it would remain.
func fit(text string, width px) string {
	if textWidth(text) <= width {
		return text
	}
	columns := int(width / letter)
	if columns < 5 {
		return ""
	}
	return strings.TrimRight(cut(text, columns-1), " ,") + "…"
}

// drawing is a figure in the making: y is where the next row goes.
type drawing struct {
	figure
	scene scene
	take  *take
	axis  axis
	xs    []px
	y     px
	label px
}

func (s scene) figure(t *take, f format, id, title string) figure {
	runs := make([][]entry, len(s.takes))
	for i, other := range s.takes {
		runs[i] = other.entries
	}
	d := &drawing{scene: s, take: t, axis: newAxis(f.left, f.width-edge, runs...), label: f.label}
	d.xs = d.axis.places(t.entries)
	d.figure = figure{ID: id + "-" + f.class, Class: f.class, Width: f.width, Left: f.left, Right: f.width - edge, Title: title, Desc: t.describe(s.decimals)}
	d.draw()
	return d.figure
}

func (d *drawing) draw() {
	if slices.ContainsFunc(d.take.marks, func(m mark) bool { return m.timed }) {
		d.y += 20 // for the flags' labels
	}
	d.Top = d.y
	d.waits()
	d.lanes()
	d.bars()
	for _, name := range d.scene.levels {
		d.level(name)
	}
	d.y += 6
	d.Bottom = d.y
	d.Ticks = d.axis.ticks(d.scene.decimals)
	for _, m := range d.axis.moments {
		if m.width > 2*d.axis.slot-1 && m.width >= 20 {
			d.Bands = append(d.Bands, bandShape{m.x, d.Top, m.width, d.Bottom - d.Top})
		}
	}
	d.flags()
	d.Height = d.y + 24
}

// row begins a row of a height and returns its middle.
func (d *drawing) row(label string, kind int, height px) px {
	y := d.y + height/2
	d.Rows = append(d.Rows, rowShape{Y: y, Label: fit(label, d.label), Full: label, Kind: kind})
	d.y += height
	return y
}

func (d *drawing) note(x, y px, text string) {
	d.Notes = append(d.Notes, textShape{x, y, text})
}
