package timeline

import (
	"fmt"
	"slices"
	"strconv"
)

// markShape is an event, or several that are too close to tell apart.
type markShape struct {
	X, Y   px
	Path   string
	Kind   int
	Label  string
	LabelX px
	Title  string // what a pointer shows
	Count  int    // of events
	Failed bool
}

const (
	markSize    = 5
	markSpacing = 10
)

// lanes draws a row of marks for each kind.
func (d *drawing) lanes() {
	shown := d.scene.lanes[:min(len(d.scene.lanes), mostLanes)]
	for kind, name := range shown {
		y := d.row(name, kind%shapeKinds, rowHeight)
		var at []int
		for i, e := range d.take.entries {
			if e.kind == name && !d.take.held[i] {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			d.note(d.Left+8, y+4, "none")
		}
		d.lane(d.clusters(at), kind%shapeKinds, y)
	}
	if more := len(d.scene.lanes) - len(shown); more > 0 {
		d.note(d.Left+8, d.y+14, fmt.Sprintf("%d more kinds are in the table", more))
		d.y += 20
	}
}

// clusters joins entries whose marks would cover one another.
func (d *drawing) clusters(at []int) [][]int {
	var clusters [][]int
	for _, i := range at {
		last := len(clusters) - 1
		if last >= 0 && d.xs[i]-d.xs[clusters[last][len(clusters[last])-1]] < markSpacing {
			clusters[last] = append(clusters[last], i)
			continue
		}
		clusters = append(clusters, []int{i})
	}
	return clusters
}

func (d *drawing) lane(clusters [][]int, kind int, y px) {
	var marks []markShape
	for n, cluster := range clusters {
		from, to := d.xs[cluster[0]], d.xs[cluster[len(cluster)-1]]
		m := markShape{X: from, Y: y, Path: shapePath(kind, from, y), Kind: kind, Count: len(cluster), LabelX: to + markSize + 5}
		members := make([]entry, len(cluster))
		for i, at := range cluster {
			members[i] = d.take.entries[at]
			m.Failed = m.Failed || d.failedAt(at)
		}
		m.Title = fmt.Sprintf("%s %s: %s", members[0].kind, span(members[0].at, members[len(members)-1].at, d.scene.decimals), clusterWords(members))
		room := d.Width - 4 - m.LabelX
		if n+1 < len(clusters) {
			room = d.xs[clusters[n+1][0]] - markSize - 5 - m.LabelX
		}
		if len(cluster) == 1 {
			m.Label = fit(members[0].words(), room)
		} else {
			m.Path = pillPath(from, to, y)
			m.Label = exactly("×"+strconv.Itoa(len(cluster)), room)
		}
		marks = append(marks, m)
	}
	d.Marks = append(d.Marks, thinned(marks)...)
}

// thinned leaves out labels that only a few marks of a lane have room for.
func thinned(marks []markShape) []markShape {
	labelled := 0
	for _, m := range marks {
		if m.Label != "" {
			labelled++
		}
	}
	for i := range marks {
		if labelled*2 < len(marks) && marks[i].Count == 1 {
			marks[i].Label = ""
		}
	}
	return marks
}

func clusterWords(members []entry) string {
	if slices.ContainsFunc(members, func(e entry) bool { return !e.sameFields(members[0]) }) {
		return times(len(members))
	}
	if words := rangeWords(members); len(members) > 1 && words != "" {
		return times(len(members)) + ", " + words
	} else if words != "" {
		return words
	}
	return times(len(members))
}

func (d *drawing) failedAt(at int) bool {
	event := d.take.entries[at].event
	return event >= 0 && slices.ContainsFunc(d.take.marks, func(m mark) bool { return m.event == event })
}

// shapePath tells lanes apart by shape as well as by colour.
func shapePath(kind int, x, y px) string {
	const r, s = px(markSize), px(markSize - 0.5)
	switch kind {
	case 1:
		return fmt.Sprintf("M%v %vh%vv%vh%vz", x-s, y-s, 2*s, 2*s, -2*s)
	case 2:
		return fmt.Sprintf("M%v %vl%v %vl%v %vl%v %vz", x, y-r-1, r+1, r+1, -r-1, r+1, -r-1, -r-1)
	case 3:
		return fmt.Sprintf("M%v %vl%v %vh%vz", x, y-r-0.5, r+1, 2*r, -2*r-2)
	case 4:
		return fmt.Sprintf("M%v %vl%v %vh%vz", x, y+r+0.5, r+1, -2*r, -2*r-2)
	case 5:
		return fmt.Sprintf("M%v %vh%vv%vh%vz", x-2, y-r-1, px(4), 2*r+2, px(-4))
	}
	return fmt.Sprintf("M%v %va%v %v 0 1 0 %v 0a%v %v 0 1 0 %v 0z", x-r, y, r, r, 2*r, r, r, -2*r)
}

// pillPath spans the marks that it stands for.
func pillPath(from, to, y px) string {
	const r = px(markSize)
	return fmt.Sprintf("M%v %vH%va%v %v 0 0 1 0 %vH%va%v %v 0 0 1 0 %vz", from, y-r, to, r, r, 2*r, from, r, r, -2*r)
}
