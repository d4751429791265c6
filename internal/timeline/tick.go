package timeline

import "math"

// tick is a labelled time under the axis.
type tick struct {
	X      px
	Label  string
	Anchor string // as SVG's text-anchor
}

// Moments are labelled themselves where there are at most fewMoments of them,
// and round times otherwise.
const (
	fewMoments  = 12
	tickSpacing = 76
)

func (a axis) ticks(decimals int) []tick {
	times := a.roundTimes()
	if len(a.moments) <= fewMoments {
		times = nil
		for _, m := range a.moments {
			if m.width > 0 || m.at > 0 || len(a.moments) == 1 {
				times = append(times, m.at)
			}
		}
	}
	var ticks []tick
	free := px(math.Inf(-1))
	for _, at := range times {
		label := clockTime(at, decimals)
		x, width := a.tickPlace(at), textWidth(label)+10
		if x-width/2 < free {
			continue
		}
		free = x + width/2
		ticks = append(ticks, tick{x, label, a.anchor(x, width)})
	}
	return ticks
}

// tickPlace is where the first thing of a moment stands.
func (a axis) tickPlace(at float64) px {
	if m := a.moment(at); m.at == at && m.width > 0 {
		return m.x + a.slot/2
	}
	return a.place(at)
}

func (a axis) anchor(x, width px) string {
	switch {
	case x+width/2 > a.right:
		return "end"
	case x-width/2 < a.left:
		return "start"
	}
	return "middle"
}

// roundTimes lists multiples of 1, 2 or 5 times a power of ten.
func (a axis) roundTimes() []float64 {
	first, last := a.moments[0].at, a.moments[len(a.moments)-1].at
	count := max(1, float64(a.right-a.left)/tickSpacing)
	rough := (last - first) / count
	if rough <= 0 || math.IsInf(rough, 0) {
		return []float64{first}
	}
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := power * 10
	for _, factor := range []float64{1, 2, 5} {
		if factor*power >= rough {
			step = factor * power
			break
		}
	}
	var times []float64
	for i := math.Ceil(first / step); i*step <= last && len(times) <= int(count)+1; i++ {
		times = append(times, i*step)
	}
	return times
}
