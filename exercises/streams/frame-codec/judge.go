package framecodec

import (
	"fmt"

	"drill/graders"
)

func judgeWire(j *graders.Judge) {
	run := j.Run("wire")
	var in wireInput
	j.Input(run, &in)
	expectFrames(j, run, "wire", "from one frame a chunk", in.Frames)
	if j.Language != graders.Go {
		return
	}
	encoded := run.Of("encoded")
	j.That(len(encoded) == len(in.Frames), "AppendFrame to return", "it did not")
	for i, f := range in.Frames {
		equalBytes(j, run, encoded[i], fmt.Sprintf("AppendFrame to return the %d bytes of dst and then the frame", len(in.Prefix)/2),
			in.Prefix+f.encoded(), encoded[i].Text("hex"))
	}
}

func judgeBoundary(j *graders.Judge) {
	run := j.Run("pieces")
	var in piecesInput
	j.Input(run, &in)
	for _, size := range in.Sizes {
		expectFrames(j, run, fmt.Sprint("pieces of ", size), "from pieces of "+graders.Plural(size, "byte"), in.Frames[:1])
	}
	if j.Language == graders.Go {
		expectFrames(j, run, "with the end", "from a reader whose last bytes come together with io.EOF", in.Frames[:1])
		return
	}
	expectFrames(j, run, "shared chunk", "from three chunks, of which the second ends one frame and begins the other", in.Frames)
}

func judgeDrain(j *graders.Judge) {
	run := j.Run("several")
	var in severalInput
	j.Input(run, &in)
	expectFrames(j, run, "several", "from a single chunk", in.Frames)
}

func judgeLimit(j *graders.Judge) {
	run := j.Run("limit")
	var in limitInput
	j.Input(run, &in)
	expectFrames(j, run, "largest", fmt.Sprintf("from a payload of %d bytes where %[1]d are allowed", in.MaxPayload), []frame{in.Frame})
	refusal, mark := "a RangeError from push", "range"
	if j.Language == graders.Go {
		refusal, mark = "ErrTooLarge", "tooLarge"
	}
	for _, declared := range in.Declared {
		name := fmt.Sprint("declares ", declared)
		expected := fmt.Sprintf("%s at a header that declares %d bytes where %d are allowed", refusal, declared, in.MaxPayload)
		stopped, ok := stopOf(run, name)
		j.That(ok, expected, "it waits for the payload")
		inTime := j.Language == graders.Go || stopped.Text("from") == "push"
		j.ThatAt(run, stopped, inTime && stopped.Bool(mark), expected, said(stopped))
	}
}

func judgeEnd(j *graders.Judge) {
	run := j.Run("end")
	var in endInput
	j.Input(run, &in)
	expectCleanEnd(j, run, "nothing", "an end without a single byte")
	expectFrames(j, run, "whole", "from one whole frame", []frame{in.Whole})
	expectCleanEnd(j, run, "whole", "an end after a whole frame")
	for _, cut := range in.Cuts {
		name := fmt.Sprint("cut at ", cut)
		expectFrames(j, run, name, "before one that is cut off", []frame{in.Whole})
		expected := fmt.Sprintf("an error from end() after %s of a frame of %d", graders.Plural(cut, "byte"), headerSize+in.Second.Size)
		if j.Language == graders.Go {
			expected = fmt.Sprintf("io.ErrUnexpectedEOF after %s of a frame of %d", graders.Plural(cut, "byte"), headerSize+in.Second.Size)
		}
		stopped, ok := stopOf(run, name)
		j.That(ok, expected, "a clean end")
		right := stopped.Text("from") == "end"
		if j.Language == graders.Go {
			right = stopped.Bool("unexpected")
		}
		j.ThatAt(run, stopped, right, expected, said(stopped))
	}
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

// judgeOwnership leaves it to another check whether a frame in two chunks arrives
// at all; when it does, it must be intact.
func judgeOwnership(j *graders.Judge) {
	run := j.Run("reused-memory")
	var in reusedInput
	j.Input(run, &in)
	what := "after the caller's chunk was overwritten"
	if j.Language == graders.Go {
		what = "after later ones were read and the caller has appended to Data"
	}
	expectFrames(j, run, "whole", what, in.Frames)
	if j.Language == graders.Go {
		return
	}
	what = "whose first chunk was overwritten before the second came"
	stopped, failed := stopOf(run, "split")
	if got := framesOf(run, "split"); len(got) > 0 || failed {
		j.That(!failed, "the frame "+what, said(stopped))
		expectFrames(j, run, "split", what, []frame{in.Split})
	}
}

func judgeReaderError(j *graders.Judge) {
	run := j.Run("reader-fails")
	var in failsInput
	j.Input(run, &in)
	for _, cut := range in.Cuts {
		expected := fmt.Sprintf("the reader's error %q after %s of a frame", in.Error, graders.Plural(cut, "byte"))
		stopped, ok := stopOf(run, fmt.Sprint("fails at ", cut))
		j.That(ok, expected, "no error")
		j.ThatAt(run, stopped, stopped.Bool("own"), expected, said(stopped))
	}
}
