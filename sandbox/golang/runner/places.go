package main

import (
	"fmt"
	"slices"
	"strings"
)

// stuckMessage says what each of the solution's goroutines waits for. One that the
// package has started while it was initialised runs outside of the virtual clock, and what
// it would do counts for nothing there.
func stuckMessage(goroutines []goroutine, virtual bool) string {
	outside := slices.DeleteFunc(slices.Clone(goroutines), func(g goroutine) bool { return g.bubble || !virtual })
	inside := slices.DeleteFunc(slices.Clone(goroutines), func(g goroutine) bool { return !g.bubble && virtual })
	message := "nothing can run any more and the call has not returned" + places("; blocked: ", inside)
	if len(inside) == 0 {
		message = "nothing can run any more, no call is under way, and what the exercise waits for has not happened"
	}
	return message + places("; not on the virtual clock, since it was started when the package was initialised: ", outside)
}

// places says where the goroutines of the solution are, such as "chan receive in
// solution.go:12"; empty where there are none.
func places(intro string, goroutines []goroutine) string {
	const most = 5
	var found []string
	times := map[string]int{}
	for _, g := range goroutines {
		place := g.waits()
		if times[place]++; times[place] == 1 {
			found = append(found, place)
		}
	}
	if len(found) == 0 {
		return ""
	}
	more := ""
	if len(found) > most {
		more = fmt.Sprintf(", and in %d other places", len(found)-most)
		found = found[:most]
	}
	for i, place := range found {
		if n := times[place]; n > 1 {
			found[i] = fmt.Sprintf("%s (%d goroutines)", place, n)
		}
	}
	return intro + strings.Join(found, ", ") + more
}

// waits says for what a goroutine waits and where: in a line of the learner's, in what
// that line calls of the exercise's, or in the standard library on behalf of a line that
// started it.
func (g goroutine) waits() string {
	f, learners := g.learnerFrame()
	place := f.place()
	if place == "" {
		place = strings.TrimPrefix(f.function, "zz/")
	}
	switch {
	case !learners && len(g.frames) == 0:
		return g.state
	case !learners && g.frames[len(g.frames)-1].function == waitGroup:
		return g.state + " in what the exercise handed over"
	case !learners:
		return g.state + " in " + g.frames[0].function
	case f.creator:
		return g.state + ", started in " + place
	case g.scenariosFirst():
		return g.state + " in what " + place + " calls"
	}
	return g.state + " in " + place
}

// scenariosFirst says that the solution has called something of the scenarios', which
// has not returned.
func (g goroutine) scenariosFirst() bool {
	scenarios := slices.IndexFunc(g.frames, frame.scenarios)
	return scenarios >= 0 && scenarios < slices.IndexFunc(g.frames, frame.learners)
}

// meanwhile says where the solution's other goroutines were when the first one was
// stopped: those that were at work, or all where none was.
func meanwhile(goroutines []goroutine) string {
	if len(goroutines) == 0 {
		return ""
	}
	message := ""
	if f, learners := goroutines[0].learnerFrame(); learners && f.place() != "" {
		message = " in " + f.place()
	}
	others := slices.DeleteFunc(slices.Clone(goroutines[1:]), func(g goroutine) bool {
		_, learners := g.learnerFrame()
		return !learners
	})
	atWork := slices.DeleteFunc(slices.Clone(others), func(g goroutine) bool { return g.state != "running" && g.state != "runnable" })
	if len(atWork) > 0 {
		others = atWork
	}
	return message + places("; other goroutines at that moment: ", others)
}
