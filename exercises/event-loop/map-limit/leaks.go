package maplimit

import (
	"fmt"

	"drill/graders"
)

func judgeLeaks(j *graders.Judge) {
	for _, name := range append(everything(), "abort-before") {
		for i, p := range rounds(j, name) {
			if name == "slow-first" {
				p.settled(j, "an end")
				j.That(p.run.Count("start") > 0, "calls of fn", "none")
			}
			if j.Language == graders.Go {
				allReturned(j, p)
				noGoroutines(j, p, i+1)
				continue
			}
			for _, left := range p.run.Of("listeners") {
				n := int(left.Number("count"))
				j.ThatAt(p.run, left, n == 0, p.says("nothing of yours listening to the caller's signal when it is over"), graders.Plural(n, "listener"))
			}
		}
	}
}

// noGoroutines counts at the moment of the return, and what is left when the whole run
// is over.
func noGoroutines(j *graders.Judge, p played, tries int) {
	tried := p.says("no goroutine left behind, tried " + graders.Plural(tries, "time"))
	for _, left := range p.run.Of("goroutines") {
		n := int(left.Number("count"))
		j.ThatAt(p.run, left, n == 0, tried, graders.Plural(n, "goroutine"))
	}
	j.That(p.run.Leaked == 0, p.says("no goroutine left behind"), graders.Plural(p.run.Leaked, "goroutine"))
}

// allReturned wants the return when the last call has ended: neither before nor after.
func allReturned(j *graders.Judge, p played) {
	ends, settled := p.run.Of("end"), p.run.Of("settled")
	if len(ends) == 0 || len(settled) == 0 {
		return
	}
	over := false
	for _, e := range p.run.Events {
		over = over || e.Kind == "settled"
		j.ThatAt(p.run, e, !over || e.Kind != "end", p.says("every call to have ended before the return"), e.Text("item")+" was still running")
	}
	last := ends[len(ends)-1]
	j.ThatAt(p.run, settled[0], settled[0].T == last.T, p.says(fmt.Sprintf("the return at %s, when the last call has ended", p.at(last))), "it at "+p.at(settled[0]))
}
