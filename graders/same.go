package graders

import "strings"

// SameAt fails at an event unless something is the very thing that was due: of objects
// that is known by the numbers that s.ref gives, in Go of errors also by errors.Is.
// want and got are how the two print; where they print alike, the failure says that
// it is another one with the same text.
func (j *Judge) SameAt(run *Run, at Event, same bool, what, want, got string) {
	j.watch.look()
	if !same {
		j.FailAt(run, at, what+" "+want+" itself", Another(want, got))
	}
}

// Another prints what was seen in the place of something with the text want. Where a
// reader would see no difference, or only that something was put around it, it says
// that this is another one: an equal copy, or in Go an error that errors.Is does not
// find.
func Another(want, got string) string {
	if lookAlike(want, got) || want != "" && strings.Contains(got, want) {
		return "another one with the same text: " + got
	}
	return got
}
