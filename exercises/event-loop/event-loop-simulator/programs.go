package eventloopsimulator

import (
	"math/rand/v2"

	"drill/graders"
)

// step is one instruction of a program. Those that schedule a callback have a
// label, under which the callback reports itself, and what it does then.
type step struct {
	Op    string `json:"op"` // tick, microtask, timer, immediate, io, close, busy, clear
	Label string `json:"label,omitempty"`
	Ms    int64  `json:"ms,omitempty"`
	Unref bool   `json:"unref,omitempty"`
	Then  []step `json:"then,omitempty"`
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

func (d drawer) timer(ms int64, then ...step) step {
	s := d.step("timer", then...)
	s.Ms = ms
	return s
}

func (d drawer) io(ms int64, then ...step) step {
	s := d.step("io", then...)
	s.Ms = ms
	return s
}

func (d drawer) shuffled(steps ...step) []step {
	d.Shuffle(len(steps), func(i, k int) { steps[i], steps[k] = steps[k], steps[i] })
	return steps
}

func (d drawer) ms(low, high int) int64 { return int64(graders.Between(d.Rand, low, high)) }

func busy(ms int64) step { return step{Op: "busy", Ms: ms} }

// drawPhases schedules one callback or two for every phase from an I/O callback,
// and is busy until all of them are due.
func drawPhases(r *rand.Rand) any {
	d := draw(r)
	var in input
	for range 3 {
		steps := []step{d.timer(0), d.step("immediate"), d.step("close"), d.io(0), d.step("microtask")}
		for _, more := range []step{d.timer(0), d.step("immediate"), d.step("close"), d.step("microtask")} {
			if d.IntN(2) == 0 {
				steps = append(steps, more)
			}
		}
		then := append(d.shuffled(steps...), busy(d.ms(5, 9)))
		in.Programs = append(in.Programs, []step{d.io(d.ms(1, 20), then...)})
	}
	return in
}

// drawTicks nests ticks and microtasks both ways.
func drawTicks(r *rand.Rand) any {
	d := draw(r)
	var in input
	for range 3 {
		steps := []step{
			d.step("tick", d.shuffled(d.step("tick"), d.step("microtask"))...),
			d.step("microtask", d.shuffled(d.step("tick"), d.step("microtask"))...),
			d.step("tick"), d.step("microtask"),
		}
		in.Programs = append(in.Programs, d.shuffled(steps...))
	}
	return in
}

// drawNeighbours puts callbacks next to each other in each phase, every one of
// which schedules either ticks or microtasks.
func drawNeighbours(r *rand.Rand) any {
	d := draw(r)
	due := d.ms(2, 30)
	var in input
	for _, make := range []func(...step) step{
		func(then ...step) step { return d.timer(due, then...) },
		func(then ...step) step { return d.io(due, then...) },
		func(then ...step) step { return d.step("immediate", then...) },
		func(then ...step) step { return d.step("close", then...) },
	} {
		var steps []step
		for range graders.Between(r, 2, 3) {
			steps = append(steps, make(d.step([]string{"tick", "microtask"}[d.IntN(2)])))
		}
		in.Programs = append(in.Programs, steps)
	}
	return in
}

// drawImmediates lets one of several immediates schedule another and a timer
// that is due when the phase ends.
func drawImmediates(r *rand.Rand) any {
	d := draw(r)
	var in input
	for range 3 {
		steps := make([]step, graders.Between(r, 1, 3))
		chosen := d.IntN(len(steps))
		for i := range steps {
			steps[i] = d.step("immediate")
		}
		steps[chosen].Then = append(d.shuffled(d.step("immediate"), d.timer(0)), busy(d.ms(5, 9)))
		in.Programs = append(in.Programs, steps)
	}
	return in
}

// drawTimers draws delays of which several mean the same, clears one timer at
// once and one from the callback of another, and lets a short timer that began
// late be due with a long one that began early.
func drawTimers(r *rand.Rand) any {
	d := draw(r)
	short, long := d.ms(3, 9), d.ms(20, 40)
	cleared, late := d.timer(short), d.timer(long+2)
	first := d.timer(short)
	first.Then = []step{{Op: "clear", Label: late.Label}}
	program := []step{d.timer(1)}
	program = append(program, d.shuffled(d.timer(long), first, d.timer(short), cleared, late, d.timer(1), d.timer(0), d.timer(-d.ms(1, 99)))...)
	program = append(program, step{Op: "clear", Label: cleared.Label}, busy(long-short), d.timer(short), d.timer(long), busy(2*long))

	gap := d.ms(2, 8)
	crossing := []step{d.timer(20), busy(20 - gap), d.timer(gap + 1), d.timer(gap - 1), d.timer(gap), busy(50)}
	return input{[][]step{program, crossing}}
}

// drawOddDelays draws delays that JavaScript's timers turn into 1 ms.
func drawOddDelays(r *rand.Rand) any {
	d := draw(r)
	steps := d.shuffled(d.timer(1<<31+d.ms(0, 999)), d.timer(1<<40), d.timer(0), d.timer(1), d.timer(2))
	return input{[][]step{append(steps, busy(9))}}
}

// drawAlive draws timers that keep the loop alive among others that do not, and
// I/O that is all a loop waits for.
func drawAlive(r *rand.Rand) any {
	d := draw(r)
	last := d.ms(80, 120)
	early, never := d.timer(d.ms(10, 70)), d.timer(last*d.ms(5, 9))
	early.Unref, never.Unref = true, true
	only := d.timer(d.ms(10, 99))
	only.Unref = true
	return input{[][]step{
		d.shuffled(early, never, d.timer(last)),
		{only},
		{d.io(d.ms(100, 999), d.io(d.ms(100, 999))), d.step("close")},
	}}
}
