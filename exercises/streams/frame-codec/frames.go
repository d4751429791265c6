package framecodec

import (
	"fmt"
	"strings"

	"drill/graders"
)

// payload is the frame's payload in hexadecimal.
func (f frame) payload() string {
	return strings.Repeat(f.Unit, 2*f.Size/len(f.Unit)+1)[:2*f.Size]
}

// encoded is the whole frame in hexadecimal.
func (f frame) encoded() string {
	return fmt.Sprintf("%02x%04x%08x%s", f.Version, f.Type, f.Size, f.payload())
}

// framesOf are the frames that the solution returned in a case of a scenario.
func framesOf(run *graders.Run, name string) []graders.Event {
	return run.Matching("frame", "case", name)
}

// stopOf is the error that ended a case; a clean end is none.
func stopOf(run *graders.Run, name string) (graders.Event, bool) {
	stopped := run.Matching("stopped", "case", name)
	if len(stopped) == 0 {
		return graders.Event{}, false
	}
	return stopped[0], true
}

// said is an error as a learner would tell it.
func said(stopped graders.Event) string {
	if from := stopped.Text("from"); from != "" {
		return fmt.Sprintf("%s throws %s", from, graders.Show(stopped.Data["error"]))
	}
	return "the error " + graders.Show(stopped.Data["error"])
}

// saidNot is an error of a Go solution that errors.Is does not find another one in.
func saidNot(stopped graders.Event, target string) string {
	return fmt.Sprintf("%s, for which errors.Is(err, %s) is false", said(stopped), target)
}

// expectFrames fails unless a case returned these frames in this order. An error
// matters only when it kept frames from coming.
func expectFrames(j *graders.Judge, run *graders.Run, name, what string, want []frame) {
	got := framesOf(run, name)
	expected := fmt.Sprintf("%s %s", graders.Plural(len(want), "frame"), what)
	if len(got) != len(want) {
		seen := graders.Plural(len(got), "frame")
		if stopped, ok := stopOf(run, name); ok {
			j.FailAt(run, stopped, expected, seen+", and "+said(stopped))
		}
		j.Fail(expected, seen)
	}
	for i, f := range want {
		which := fmt.Sprintf("%s: in frame %d", expected, i+1)
		j.EqualAt(run, got[i], which+" the version", f.Version, got[i].Data["version"])
		j.EqualAt(run, got[i], which+" the type", f.Type, got[i].Data["type"])
		equalBytes(j, run, got[i], which+" the payload", f.payload(), got[i].Text("data"))
	}
}

// equalBytes compares hexadecimal texts and names the first byte that differs.
func equalBytes(j *graders.Judge, run *graders.Run, at graders.Event, what, want, got string) {
	if len(want) != len(got) {
		j.FailAt(run, at, fmt.Sprintf("%s to have %d bytes", what, len(want)/2), length(got))
	}
	if i := graders.FirstDifference(want, got); i >= 0 {
		j.FailAt(run, at, fmt.Sprintf("%s to have the byte %s at %d", what, want[2*i:2*i+2], i), got[2*i:2*i+2])
	}
}

// length says how many bytes a text is, or repeats a description that is none.
func length(text string) string {
	if strings.Trim(text, "0123456789abcdef") != "" {
		return text
	}
	return graders.Plural(len(text)/2, "byte")
}
