package eventloopsimulator

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"drill/graders"
)

// step is one instruction of a program. Those that schedule a callback have a
// label, under which the callback reports itself, and what it does then.
type step struct {
	Op    string  `json:"op"` // tick, microtask, timer, immediate, io, close, busy, clear, unref
	Label string  `json:"label,omitempty"`
	Ms    float64 `json:"ms,omitempty"`
	Unref bool    `json:"unref,omitempty"`
	Then  []step  `json:"then,omitempty"`
}

// input is what every scenario is given: the main functions of loops.
type input struct {
	Programs [][]step `json:"programs"`
}

// drawer makes labels that differ within a scenario.
type drawer struct {
	*rand.Rand
	used map[string]bool
}

func draw(r *rand.Rand) drawer { return drawer{r, map[string]bool{}} }

func (d drawer) step(op string, then ...step) step {
	for {
		label := op + " " + graders.Token(d.Rand)[:3]
		if !d.used[label] {
			d.used[label] = true
			return step{Op: op, Label: label, Then: then}
		}
	}
}

// delayed is a step whose label says its delay.
func (d drawer) delayed(op string, ms float64, then []step) step {
	s := d.step(fmt.Sprintf("%s %s ms", op, strconv.FormatFloat(ms, 'f', -1, 64)), then...)
	s.Op, s.Ms = op, ms
	return s
}

func (d drawer) timer(ms float64, then ...step) step { return d.delayed("timer", ms, then) }

func (d drawer) io(ms float64, then ...step) step { return d.delayed("io", ms, then) }

func (d drawer) shuffled(steps ...step) []step {
	d.Shuffle(len(steps), func(i, k int) { steps[i], steps[k] = steps[k], steps[i] })
	return steps
}

func (d drawer) ms(low, high int) float64 { return float64(graders.Between(d.Rand, low, high)) }

// many draws a list of steps.
func many(n int, draw func() step) []step {
	steps := make([]step, n)
	for i := range steps {
		steps[i] = draw()
	}
	return steps
}

func busy(ms float64) step { return step{Op: "busy", Ms: ms} }

func clearing(s step) step { return step{Op: "clear", Label: s.Label} }

func unref(s step) step { return step{Op: "unref", Label: s.Label} }
