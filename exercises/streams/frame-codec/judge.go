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
	for _, name := range []string{"prefix", "nil", "room"} {
		dst := ""
		if name == "prefix" {
			dst = in.Prefix
		}
		encoded := run.Matching("encoded", "case", name)
		j.That(len(encoded) == len(in.Frames), "AppendFrame to return", "it did not")
		for i, f := range in.Frames {
			equalBytes(j, run, encoded[i], fmt.Sprintf("AppendFrame to return the %d bytes of dst and then the frame", len(dst)/2),
				dst+f.encoded(), encoded[i].Text("hex"))
		}
	}
	expectLarge(j, run, in.Large)
}

// expectLarge looks at the encoded length of a frame that needs all four bytes for it.
func expectLarge(j *graders.Judge, run *graders.Run, size int) {
	encoded := run.Matching("encoded", "case", "large")
	expected := fmt.Sprintf("AppendFrame to return a frame with a payload of %d bytes", size)
	j.That(len(encoded) == 1, expected, "it did not")
	j.EqualAt(run, encoded[0], expected+": bytes in all", headerSize+size, encoded[0].Data["length"])
	equalBytes(j, run, encoded[0], expected+": its header", fmt.Sprintf("010101%08x", size), encoded[0].Text("hex"))
}

func judgeBoundary(j *graders.Judge) {
	expectPieces(j)
	expectRefusalInPieces(j)
}

func expectPieces(j *graders.Judge) {
	run := j.Run("pieces")
	var in piecesInput
	j.Input(run, &in)
	for _, size := range in.Sizes {
		expectFrames(j, run, fmt.Sprint("pieces of ", size), "from pieces of "+graders.Plural(size, "byte"), in.Frames[:1])
	}
	if j.Language == graders.Go {
		expectFrames(j, run, "with the end", "from a reader whose last bytes come together with io.EOF", in.Frames[:1])
		expectFrames(j, run, "with empty reads", "from a reader that returns nothing before each piece of 5 bytes", in.Frames[:1])
		return
	}
	expectFrames(j, run, "one of two", "from the first of two parsers that get their chunks in turn", in.Frames[:1])
	expectFrames(j, run, "other of two", "from the second of two parsers that get their chunks in turn", in.Frames[1:])
	expectFrames(j, run, "shared chunk", "from three chunks, of which the second ends one frame and begins the other", in.Frames)
}

// expectRefusalInPieces wants a length that is refused in one chunk to be refused in
// seven, too; whether it is refused at all is another check's matter.
func expectRefusalInPieces(j *graders.Judge) {
	run := j.Run("limit")
	var in limitInput
	j.Input(run, &in)
	whole, ok := stopOf(run, fmt.Sprint("declares ", in.MaxPayload+1))
	if ok && (whole.Bool("range") || whole.Bool("tooLarge")) {
		expectRefusal(j, run, "in pieces", fmt.Sprintf("that declares %d bytes where %d are allowed and comes byte by byte", in.MaxPayload+1, in.MaxPayload))
	}
}

func judgeDrain(j *graders.Judge) {
	run := j.Run("several")
	var in severalInput
	j.Input(run, &in)
	expectFrames(j, run, "several", "from a single chunk", in.Frames)
}

// judgeOwnership leaves it to another check whether a frame in two chunks arrives
// at all where the caller overwrites nothing; when it does, it must be intact.
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
	names := []string{"split"}
	if len(framesOf(j.Run("pieces"), "pieces of 1")) == 1 {
		names = append(names, "split header")
	}
	for _, name := range names {
		stopped, failed := stopOf(run, name)
		if got := framesOf(run, name); len(got) > 0 || failed {
			j.That(!failed, "the frame "+what, said(stopped))
			expectFrames(j, run, name, what, []frame{in.Split})
		}
	}
}
