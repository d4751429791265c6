package timeline

import (
	"fmt"
	"strings"
)

// levelShape is a number over time as a line of steps.
type levelShape struct {
	Top, Base px // the places of the largest value and of zero
	Line      string
	Area      string
	High      string // the largest value of both runs
	Bounds    []boundShape
	PeakX     px
	PeakY     px
	Peak      string
	PeakEnd   string // text-anchor of the peak's label
	Title     string
}

// boundShape is a limit as a dashed line, with its name above the panel.
type boundShape struct {
	Y              px
	Label          string
	LabelX, LabelY px
	From, To       px // of the sample of the line before the name
}

const levelHeight = 100

// level draws the panel of one number. Both runs of a scene use its scale.
func (d *drawing) level(name string) {
	low, high := d.scene.extent(name)
	bounds := boundsOf(inputFields(d.take.run), high)
	for _, b := range bounds {
		high = max(high, b.value)
	}
	if high <= low {
		return
	}
	l := d.scene.level(d.take, name)
	top, bottom := d.y+36, d.y+levelHeight
	height := func(value float64) px { return bottom - (bottom-top)*px((value/2-low/2)/(high/2-low/2)) }
	d.caption(name, (top+bottom)/2)
	d.y = bottom + 8
	shape := levelShape{Top: top, Base: height(0), High: amount(high), Title: name}
	d.bounds(&shape, bounds, height)
	if len(l.points) == 0 {
		d.note(d.Left+8, bottom-6, "none")
		d.Levels = append(d.Levels, shape)
		return
	}
	shape.Line, shape.Area = d.steps(l, height)
	d.peak(&shape, l, height)
	d.Levels = append(d.Levels, shape)
}

// bounds names the limits above the panel, from right to left.
func (d *drawing) bounds(shape *levelShape, bounds []bound, height func(float64) px) {
	right := d.Right
	for _, b := range bounds {
		label := phrase(b.name, amount(b.value))
		x := right - textWidth(label)
		shape.Bounds = append(shape.Bounds, boundShape{
			Y: height(b.value), Label: label, LabelX: x, LabelY: shape.Top - 20, From: x - 28, To: x - 6})
		right = x - 44
	}
}

// peak labels the largest value where it was reached first.
func (d *drawing) peak(shape *levelShape, l level, height func(float64) px) {
	top := l.peak()
	shape.PeakX, shape.PeakY, shape.PeakEnd = d.xs[top.entry]+5, height(top.value), "start"
	shape.Peak = "peak " + amount(top.value)
	if shape.PeakX+textWidth(shape.Peak) > d.Width {
		shape.PeakX, shape.PeakEnd = shape.PeakX-10, "end"
	}
	shape.Title = fmt.Sprintf("%s: %s, %s ms", l.name, shape.Peak, clockTime(d.take.entries[top.entry].at, d.scene.decimals))
}

// steps returns the line of a level up to the run's last entry, and the area
// under it. Points that fall on the same place keep their extremes only.
func (d *drawing) steps(l level, height func(float64) px) (line, area string) {
	var path strings.Builder
	start, end := d.xs[l.points[0].entry], d.xs[len(d.xs)-1]
	fmt.Fprintf(&path, "M%v %v", start, height(l.points[0].value))
	for i := 1; i < len(l.points); {
		x := d.xs[l.points[i].entry]
		low, high := l.points[i].value, l.points[i].value
		last := low
		for ; i < len(l.points) && d.xs[l.points[i].entry]-x < 0.25; i++ {
			last = l.points[i].value
			low, high = min(low, last), max(high, last)
		}
		fmt.Fprintf(&path, "H%v", x)
		for _, value := range distinct(low, high, last) {
			fmt.Fprintf(&path, "V%v", height(value))
		}
	}
	fmt.Fprintf(&path, "H%v", end)
	line = path.String()
	return line, fmt.Sprintf("%sV%vH%vz", line, height(0), start)
}

func distinct(low, high, last float64) []float64 {
	if low == high {
		return []float64{last}
	}
	return []float64{low, high, last}
}
