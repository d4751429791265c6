package framecodec

import (
	"fmt"

	"drill/graders"
)

func judgeLimit(j *graders.Judge) {
	run := j.Run("limit")
	var in limitInput
	j.Input(run, &in)
	expectFrames(j, run, "largest", fmt.Sprintf("from a payload of %d bytes where %[1]d are allowed", in.MaxPayload), []frame{in.Frame})
	for _, declared := range in.Declared {
		expectRefusal(j, run, fmt.Sprint("declares ", declared), fmt.Sprintf("that declares %d bytes where %d are allowed", declared, in.MaxPayload))
	}
	expectRefusal(j, run, "second", fmt.Sprintf("that declares %d bytes where %d are allowed and follows a whole frame", in.MaxPayload+1, in.MaxPayload))
	refused, ok := stopOf(run, "empty")
	j.ThatAt(run, refused, !ok || !refused.Bool("range") && !refused.Bool("tooLarge"), "an empty payload to be allowed where maxPayload is 0", said(refused))
	expectRefusal(j, run, "nothing", "that declares 1 byte where maxPayload is 0")
	expectRefusal(j, run, "top byte", fmt.Sprintf("that declares %d bytes where %d are allowed", 1<<24, 1<<24-1))
}

func expectRefusal(j *graders.Judge, run *graders.Run, name, header string) {
	refusal := "a RangeError from push"
	if j.Language == graders.Go {
		refusal = "ErrTooLarge"
	}
	expected := fmt.Sprintf("%s at a header %s", refusal, header)
	stopped, ok := stopOf(run, name)
	j.That(ok, expected, "it waits for the payload")
	if j.Language == graders.Go {
		j.ThatAt(run, stopped, stopped.Bool("tooLarge"), expected, saidNot(stopped, "ErrTooLarge"))
		return
	}
	j.ThatAt(run, stopped, stopped.Text("from") == "push" && stopped.Bool("range"), expected, said(stopped))
}

func judgeEnd(j *graders.Judge) {
	run := j.Run("end")
	var in endInput
	j.Input(run, &in)
	expectCleanEnd(j, run, "nothing", "an end without a single byte")
	expectFrames(j, run, "whole", "from one whole frame", []frame{in.Whole})
	expectCleanEnd(j, run, "whole", "an end after a whole frame")
	expectCleanEnd(j, run, "empty", "an end after a frame with an empty payload")
	together := []string{}
	if j.Language == graders.Go {
		if len(framesOf(run, "whole together")) > 0 { // whether it comes is another check's matter
			expectCleanEnd(j, run, "whole together", "an end after a whole frame that came together with io.EOF")
		}
		together = append(together, "cut together at ")
	} else {
		expectCleanEnd(j, run, "no bytes", "an end after an empty chunk")
	}
	for _, cut := range in.Cuts {
		expectCutOff(j, run, fmt.Sprint("first cut at ", cut), in, cut, nil)
		for _, how := range append(together, "cut at ", "cut in pieces at ") {
			expectCutOff(j, run, fmt.Sprint(how, cut), in, cut, []frame{in.Whole})
		}
	}
}

// expectCutOff wants the frames before one of which only the first bytes came, and then
// the error that says so.
func expectCutOff(j *graders.Judge, run *graders.Run, name string, in endInput, cut int, before []frame) {
	expectFrames(j, run, name, "before one that is cut off", before)
	after := fmt.Sprintf("after %s of a frame of %d", graders.Plural(cut, "byte"), headerSize+in.Second.Size)
	expected := "an error from end() " + after
	if j.Language == graders.Go {
		expected = "io.ErrUnexpectedEOF " + after
	}
	stopped, ok := stopOf(run, name)
	j.That(ok, expected, "a clean end")
	if j.Language == graders.Go {
		j.ThatAt(run, stopped, stopped.Bool("unexpected"), expected, saidNot(stopped, "io.ErrUnexpectedEOF"))
		return
	}
	j.ThatAt(run, stopped, stopped.Text("from") == "end", expected, said(stopped))
}

func expectCleanEnd(j *graders.Judge, run *graders.Run, name, what string) {
	if len(run.Matching("ended", "case", name)) > 0 {
		return
	}
	expected := what + " to be no error"
	if j.Language == graders.Go {
		expected = what + " to be io.EOF itself"
	}
	stopped, ok := stopOf(run, name)
	j.That(ok, expected, "it never came to the end")
	j.FailAt(run, stopped, expected, said(stopped))
}

func judgeReaderError(j *graders.Judge) {
	run := j.Run("reader-fails")
	var in failsInput
	j.Input(run, &in)
	for _, cut := range in.Cuts {
		expected := fmt.Sprintf("the reader's error %q after %s of a frame", in.Error, graders.Plural(cut, "byte"))
		stopped, ok := stopOf(run, fmt.Sprint("fails at ", cut))
		j.That(ok, expected, "no error")
		j.ThatAt(run, stopped, stopped.Bool("own"), expected, saidNot(stopped, "the reader's"))
	}
}
