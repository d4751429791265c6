package retryandreport

import (
	"fmt"

	"drill/graders"
)

func judgeBackoff(j *graders.Judge) {
	for _, scenario := range []string{"all-fail", "many-attempts", "success-later"} {
		for _, r := range plainly(retries(j, scenario)) {
			j.That(len(r.calls) > 0, r.says("a call"), "none")
			doubles(j, r, scenario != "success-later")
		}
	}
}

// doubles holds every wait that is seen to the growth; all of them must be seen
// where all calls fail.
func doubles(j *graders.Judge, r retried, all bool) {
	got := r.gaps()
	for i := range r.Attempts - 1 { // one call too many is the budget's matter
		want := r.wait(i + 1)
		expected := r.says(fmt.Sprintf("wait %d to be %s: %s, doubled each time, at most %s", i+1, graders.Ms(want), graders.Ms(float64(r.BaseMs)), graders.Ms(float64(r.MaxMs))))
		if i >= len(got) {
			j.That(!all, expected, "no such wait")
			return
		}
		j.ThatAt(r.run, r.calls[i+1], near(got[i], want), expected, graders.Ms(got[i]))
	}
}

// judgeJitter compares the waits of a random source with those that the same policy
// has when it gives 1: how those grow is another matter.
func judgeJitter(j *graders.Judge) {
	both := retries(j, "jitter")
	whole, parts := both[0].gaps(), both[1]
	j.That(len(whole) > 0, both[0].says("a wait"), "none")
	j.That(whole[0] > 0, both[0].says("a wait that takes its time"), "no time passed")
	got := parts.gaps()
	for i, random := range parts.Random {
		if i >= len(whole) {
			break
		}
		want := random * whole[i]
		expected := fmt.Sprintf("wait %d to be %s: %v, as drawn, of %s", i+1, graders.Ms(want), random, graders.Ms(whole[i]))
		j.That(i < len(got), expected, "no such wait")
		j.ThatAt(parts.run, parts.calls[i+1], near(got[i], want), expected, graders.Ms(got[i]))
	}
	for _, scenario := range []string{"jitter", "all-fail", "permanent-error", "success-later"} {
		for _, r := range plainly(retries(j, scenario)) {
			drawsOnce(j, r)
		}
	}
}

// drawsOnce wants the source to have been asked once for each wait, also for one
// after the last call, which is another check's matter.
func drawsOnce(j *graders.Judge, r retried) {
	if len(r.settled) == 0 || len(r.calls) == 0 {
		return
	}
	settled, waits := r.settled[0], len(r.calls)-1
	if settled.Text("status") != "fulfilled" && settled.T > r.last(j).T {
		waits++
	}
	j.ThatAt(r.run, settled, settled.Number("drawn") == float64(waits),
		r.says("the random source to be called once for each of "+graders.Plural(waits, "wait")), graders.Plural(int(settled.Number("drawn")), "call")+" of it")
}

// near tells times apart that are not the same but for rounding. A timer of 0 ms may
// take one.
func near(got, want float64) bool {
	if want == 0 {
		return got <= 1
	}
	return got-want < 0.01 && want-got < 0.01
}
