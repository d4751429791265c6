package eventloopsimulator

import "math/rand/v2"

// drawTimers draws delays of which several mean the same, timers that are cleared in
// every way, and short timers that are due with long ones that began earlier.
func drawTimers(r *rand.Rand) any {
	d := draw(r)
	return input{[][]step{d.delays(), d.crossing(), d.nested(), d.cleared(), d.clearedByImmediate(), d.crowd()}}
}

// delays clears one timer at once and one from the callback of another, and lets a
// short timer that began late be due with a long one that began early.
func (d drawer) delays() []step {
	short, long := d.ms(3, 9), d.ms(20, 40)
	cleared, late := d.timer(short), d.timer(long+2)
	first := d.timer(short, clearing(late))
	program := append([]step{d.timer(1)}, d.shuffled(d.timer(long), first, d.timer(short), cleared, late,
		d.timer(1), d.timer(0), d.timer(0.5), d.timer(-d.ms(1, 99)))...)
	return append(program, clearing(cleared), busy(long-short), d.timer(short), d.timer(long), busy(2*long))
}

// crossing draws timers around the moment at which an earlier one is due.
func (d drawer) crossing() []step {
	gap := d.ms(3, 8)
	return []step{d.timer(20), busy(20 - gap), d.timer(gap + 1), d.timer(gap - 1), d.timer(gap), busy(50)}
}

// nested lets a timer's callback begin one that is due together with an older one.
func (d drawer) nested() []step {
	half := d.ms(4, 9)
	return d.shuffled(d.timer(half, d.timer(half), d.timer(half-1)), d.timer(2*half), d.timer(2*half+1))
}

// cleared clears a timer that is due, before any fires and while they do, and one
// from its own callback.
func (d drawer) cleared() []step {
	early, fired, late := d.timer(d.ms(1, 9)), d.timer(d.ms(10, 19)), d.timer(d.ms(30, 39))
	own := d.timer(d.ms(20, 29))
	own.Then = d.shuffled(clearing(own), clearing(fired), clearing(late))
	return append(d.shuffled(early, fired, own, late, d.timer(40)), busy(50), clearing(early))
}

// clearedByImmediate clears a timer that got due in the phase that clears it.
func (d drawer) clearedByImmediate() []step {
	cleared := d.timer(d.ms(1, 9))
	return d.shuffled(cleared, d.timer(d.ms(10, 19)), d.step("immediate", busy(9), clearing(cleared)))
}

// crowd draws so many timers that a sort which is not stable shows.
func (d drawer) crowd() []step {
	return append(many(40, func() step { return d.timer(d.ms(5, 7)) }), busy(9))
}

// drawOddDelays draws the longest delay and longer ones, which JavaScript's timers
// turn into 1 ms.
func drawOddDelays(r *rand.Rand) any {
	d := draw(r)
	steps := d.shuffled(d.timer(longestDelay), d.timer(longestDelay+1), d.timer(longestDelay+d.ms(2, 999)),
		d.timer(1<<32+d.ms(2, 99)), d.timer(1<<40), d.timer(0), d.timer(1), d.timer(2))
	return input{[][]step{append(steps, busy(9))}}
}

// drawAlive draws timers that keep the loop alive among others that do not, and
// everything else that does so alone.
func drawAlive(r *rand.Rand) any {
	d := draw(r)
	last, wait := d.ms(80, 120), func() float64 { return d.ms(100, 999) }
	early, never := d.timer(d.ms(10, 70)), d.timer(last*d.ms(5, 9))
	early.Unref, never.Unref = true, true
	only := d.timer(d.ms(10, 99))
	only.Unref = true
	past := d.ms(5, 50)
	return input{append([][]step{
		d.shuffled(early, never, d.timer(last)),
		{only},
		{d.io(wait(), d.io(wait())), d.step("close")},
		{d.timer(wait(), d.timer(wait())), d.step("immediate")},
		{d.step("immediate", d.step("close", d.step("immediate")))},
		{d.step("close", d.step("close"))},
		{d.io(0)},
		{d.io(wait(), d.step("close", d.timer(wait())))},
		{d.timer(past), busy(past + d.ms(1, 9))},
		{d.io(past), busy(past + d.ms(1, 9)), d.timer(2 * past)},
	}, d.letGo()...)}
}

// letGo draws timers that are cleared or let go after they were made, beside others
// that must not suffer from it.
func (d drawer) letGo() [][]step {
	one, two, later, held := d.timer(d.ms(100, 199)), d.timer(d.ms(100, 199)), d.timer(d.ms(300, 399)), d.timer(d.ms(300, 399))
	gone := d.timer(d.ms(10, 99))
	return append([][]step{
		{one, clearing(one)},
		{gone, clearing(gone), d.io(d.ms(100, 199))},
		append(d.shuffled(two, d.timer(d.ms(10, 99))), clearing(two), clearing(two)),
		{later, d.timer(d.ms(10, 99), clearing(later))},
		{held, d.timer(d.ms(10, 99), unref(held))},
	}, d.letGoTwice()...)
}

// letGoTwice lets go of a timer twice, in every way: while it is pending, from its own
// callback, and when it has fired. Nothing but one other timer keeps the loop alive
// then, so a solution that counts what is pending must not count down too often.
func (d drawer) letGoTwice() (programs [][]step) {
	ways := []func(step) step{clearing, unref}
	for _, first := range ways {
		for _, second := range ways {
			pending, own, fired := d.timer(d.ms(10, 19)), d.timer(d.ms(10, 19)), d.timer(d.ms(1, 9))
			both := func(t step) []step { return []step{first(t), second(t)} }
			own.Then = both(own)
			programs = append(programs,
				append([]step{pending, d.timer(d.ms(20, 29))}, both(pending)...),
				[]step{own, d.timer(d.ms(20, 29))},
				[]step{fired, d.timer(d.ms(10, 19), both(fired)...), d.timer(d.ms(20, 29))})
		}
	}
	weak := d.timer(d.ms(1, 9))
	weak.Unref = true
	return append(programs, []step{weak, d.timer(d.ms(10, 19), unref(weak), clearing(weak)), d.timer(d.ms(20, 29))})
}
