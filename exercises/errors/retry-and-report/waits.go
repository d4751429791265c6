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
	growsInPart(j, retries(j, "jitter")[2])
}

// growsInPart holds the waits to the growth that they have with a source that always
// gives the same: how much of them it takes is another check's matter.
func growsInPart(j *graders.Judge, r retried) {
	got := r.gaps()
	for i := range min(len(got), r.Attempts-1) {
		part := got[0] / float64(r.BaseMs)
		want := part * r.wait(i+1)
		expected := r.says(fmt.Sprintf("wait %d to be %s: the first one, %s, doubled each time, at most %s",
			i+1, graders.Ms(want), graders.Ms(got[0]), graders.Ms(part*float64(r.MaxMs))))
		j.ThatAt(r.run, r.calls[i+1], near(got[i], want), expected, graders.Ms(got[i]))
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
	all := retries(j, "jitter")
	whole := all[0].gaps()
	j.That(len(whole) > 0, all[0].says("a wait"), "none")
	j.That(whole[0] > 0, all[0].says("a wait that takes its time"), "no time passed")
	scales(j, all[1], whole)
	for _, r := range all[2:] {
		scales(j, r, whole)
	}
	for _, r := range plainly(retries(j, "all-fail")) {
		capsFirst(j, r)
	}
	for _, scenario := range []string{"jitter", "all-fail", "permanent-error", "success-later"} {
		for _, r := range plainly(retries(j, scenario)) {
			drawsOnce(j, r)
		}
	}
}

// scales wants of each whole wait what the source gives.
func scales(j *graders.Judge, r retried, whole []float64) {
	got := r.gaps()
	for i, all := range whole {
		random := r.Random[min(i, len(r.Random)-1)]
		want := random * all
		expected := fmt.Sprintf("wait %d to be %s: %v, as drawn, of %s", i+1, graders.Ms(want), random, graders.Ms(all))
		j.That(i < len(got), expected, "no such wait")
		j.ThatAt(r.run, r.calls[i+1], near(got[i], want), expected, graders.Ms(got[i]))
	}
}

// capsFirst wants the first wait to be below the cap where later ones are: one that
// knows no cap at all does not grow as it should, which is another check's matter.
func capsFirst(j *graders.Judge, r retried) {
	got, most := r.gaps(), float64(r.MaxMs)
	if r.BaseMs <= r.MaxMs || len(got) < 2 || !near(got[len(got)-1], most) {
		return
	}
	expected := r.says(fmt.Sprintf("wait 1 to be %s: 1, as drawn, of the base, at most %s", graders.Ms(most), graders.Ms(most)))
	j.ThatAt(r.run, r.calls[1], got[0] <= most || near(got[0], most), expected, graders.Ms(got[0]))
}

// drawsOnce wants the source to have been asked once for each wait, also for one
// after the last call, which is another check's matter.
func drawsOnce(j *graders.Judge, r retried) {
	if len(r.settled) == 0 || len(r.calls) == 0 {
		return
	}
	settled, waits := r.settled[0], len(r.calls)-1
	if settled.Text("status") != "fulfilled" && (settled.T > r.last(j).T || r.endsWaits() && settled.Number("drawn") > float64(waits)) {
		waits++
	}
	j.ThatAt(r.run, settled, settled.Number("drawn") == float64(waits),
		r.says("the random source to be called once for each of "+graders.Plural(waits, "wait")), graders.Plural(int(settled.Number("drawn")), "call")+" of it")
}

// endsWaits reports whether a wait after the last call takes no time.
func (r retried) endsWaits() bool { return r.MaxMs == 0 || r.During }

// near tells times apart that are not the same but for rounding. A timer of 0 ms may
// take one.
func near(got, want float64) bool {
	if want == 0 {
		return got <= 1
	}
	return got-want < 0.01 && want-got < 0.01
}
