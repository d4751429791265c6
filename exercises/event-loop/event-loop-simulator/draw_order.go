package eventloopsimulator

import (
	"math/rand/v2"

	"drill/graders"
)

// drawPhases schedules something for every phase, from main and from a callback of
// each phase, and is busy until all of it is due. Two things are left out that the
// prompt leaves open: timers that become due while timers fire, and I/O of one poll
// phase that got ready at different moments.
func drawPhases(r *rand.Rand) any {
	d := draw(r)
	var in input
	for range 3 {
		in.Programs = append(in.Programs, []step{d.io(d.ms(1, 20), d.everyPhase()...)})
	}
	late := d.ms(2, 9)
	first := d.ms(1, 20)
	in.Programs = append(in.Programs,
		append(d.shuffled(d.timer(0), d.step("immediate"), d.step("close"), d.io(0)), busy(d.ms(5, 9))),
		d.shuffled(d.timer(late), d.step("immediate"), d.step("close"), d.io(late-1)),
		[]step{d.timer(first, d.busyAfter(d.step("immediate"), d.step("close"), d.io(0))...)},
		[]step{d.step("immediate", d.busyAfter(d.timer(0), d.step("close"), d.io(0))...)},
		[]step{d.step("immediate", d.step("close", d.busyAfter(d.timer(0), d.step("immediate"), d.io(0))...))},
		d.readyMeanwhile(first),
		d.readyTogether(),
		many(graders.Between(r, 14, 18), func() step { return d.io(first) }),
	)
	return in
}

// everyPhase draws one callback for each phase, or the same one twice.
func (d drawer) everyPhase() []step {
	steps := []step{d.timer(0), d.io(0), d.step("microtask")}
	for _, op := range []string{"immediate", "close"} {
		once := d.step(op)
		steps = append(steps, once)
		if d.IntN(2) == 0 {
			steps = append(steps, once, d.step(op))
		}
	}
	return d.busyAfter(steps...)
}

func (d drawer) busyAfter(steps ...step) []step {
	return append(d.shuffled(steps...), busy(d.ms(5, 9)))
}

// readyMeanwhile draws I/O that gets ready while an I/O callback runs.
func (d drawer) readyMeanwhile(at float64) []step {
	first := d.io(at, d.busyAfter(d.step("immediate"), d.step("close"))...)
	return []step{first, d.io(at + d.ms(1, 5))}
}

// readyTogether draws I/O that began at different moments and gets ready at the same.
func (d drawer) readyTogether() []step {
	later := d.ms(3, 9)
	return []step{d.io(20), busy(20 - later), d.io(later), d.io(later)}
}

// drawTicks nests ticks and microtasks both ways, in main and in a callback of each
// phase. The last timer is there for what is drained too late.
func drawTicks(r *rand.Rand) any {
	d := draw(r)
	hosts := []func(...step) []step{
		func(then ...step) []step { return then },
		func(then ...step) []step { return []step{d.timer(1, then...)} },
		func(then ...step) []step { return []step{d.io(1, then...)} },
		func(then ...step) []step { return []step{d.step("immediate", then...)} },
		func(then ...step) []step { return []step{d.step("close", then...)} },
	}
	var in input
	for _, host := range hosts {
		twice := d.step([]string{"tick", "microtask"}[d.IntN(2)])
		steps := d.shuffled(
			d.step("tick", d.shuffled(d.step("tick"), d.step("microtask"))...),
			d.step("microtask", d.shuffled(d.step("tick"), d.step("microtask", d.step("tick")))...),
			d.step("tick"), d.step("microtask"), twice, twice,
		)
		in.Programs = append(in.Programs, append(host(steps...), d.timer(99)))
	}
	in.Programs = append(in.Programs, []step{d.timer(1, d.step("microtask", d.step("tick"))), d.timer(99)})
	return in
}

// drawNeighbours puts callbacks next to each other in each phase, every one of
// which schedules ticks or microtasks. I/O keeps the loop going for the phases that a
// solution might not wait for.
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
		steps := many(graders.Between(r, 2, 3), func() step { return make(d.step(d.soon())) })
		in.Programs = append(in.Programs, append(steps, d.io(due+1)))
	}
	for _, op := range []string{"tick", "microtask"} {
		in.Programs = append(in.Programs, d.shuffled(d.step(op), d.step("immediate"), d.timer(due), d.io(due+1)))
	}
	return in
}

func (d drawer) soon() string { return []string{"tick", "microtask"}[d.IntN(2)] }

// drawSnapshots lets one of several immediates, and one of several close callbacks,
// schedule another and a timer that is due when the phase ends. I/O keeps the loop
// going in any case.
func drawSnapshots(r *rand.Rand) any {
	d := draw(r)
	var in input
	for _, op := range []string{"immediate", "immediate", "close", "close"} {
		steps := many(graders.Between(r, 1, 3), func() step { return d.step(op) })
		steps[d.IntN(len(steps))].Then = d.busyAfter(d.step(op), d.timer(0))
		in.Programs = append(in.Programs, append(steps, d.io(1)))
	}
	return in
}
