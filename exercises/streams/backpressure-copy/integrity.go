package backpressurecopy

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"drill/graders"
)

// judgeIntegrity compares what arrived byte by byte, and then looks in every attempt
// for chunks that were lost, repeated or moved.
func judgeIntegrity(j *graders.Judge) {
	run := j.Run("bytes")
	var in bytesInput
	j.Input(run, &in)
	for i, chunks := range in.Copies {
		a := attempt{run: run, name: fmt.Sprint("copy ", i+1)}
		j.That(len(a.events("write")) > 0, "the sink to be given data", "it never happened")
		expectBytes(j, a, strings.Join(chunks, ""))
		expectSuccess(j, a, fmt.Sprintf("of %d bytes", a.accepted()))
	}
	expectLarge(j)
	for _, a := range slices.Concat(copies(j), eitherWay(j), failures(j, j.Partial), aborts(j, j.Partial)) {
		expectNothingLost(j, a)
	}
	if j.Language == graders.Go {
		judgeCounts(j)
	}
}

func expectBytes(j *graders.Judge, a attempt, want string) {
	got := ""
	for _, e := range a.events("accept") {
		got += e.Text("hex")
	}
	j.That(len(want) == len(got), fmt.Sprintf("%d bytes in the sink", len(want)/2), fmt.Sprintf("%d bytes", len(got)/2))
	if at := graders.FirstDifference(want, got); at >= 0 {
		j.Fail(fmt.Sprintf("byte %d of the copy to be %s", at, want[2*at:2*at+2]), got[2*at:2*at+2])
	}
}

func expectSuccess(j *graders.Judge, a attempt, of string) {
	settled := a.settled(j, "the copy "+of+" to report its end")
	j.ThatAt(a.run, settled, settled.Text("status") == "fulfilled", "success of a copy "+of, settled.Ending())
}

// expectLarge holds solutions to chunks that are larger than the sink's room.
func expectLarge(j *graders.Judge) {
	run := j.Run("large")
	var in largeInput
	j.Input(run, &in)
	a := attempt{run: run, name: "large"}
	size := in.Chunks * in.Size
	expected := fmt.Sprintf("%d bytes in the sink, from %d chunks of %d where the sink has room for %d", size, in.Chunks, in.Size, in.Room)
	j.That(a.accepted() == size, expected, fmt.Sprintf("%d bytes", a.accepted()))
	unit, _ := hex.DecodeString(in.Unit)
	chunk := strings.Repeat(string(unit), in.Size/len(unit)+1)[:in.Size]
	sum := fnv.New32a()
	sum.Write([]byte(strings.Repeat(chunk, in.Chunks)))
	j.That(j.Happened(run, "sum", expected).Number("fnv") == float64(sum.Sum32()), expected+", unchanged and in order", "other bytes")
	expectSuccess(j, a, fmt.Sprintf("of %d chunks of %d bytes", in.Chunks, in.Size))
}

// expectNothingLost leaves it to others how an attempt ends: what the sink took has to
// be the source's beginning without a gap, and all of it where the copy is to succeed.
func expectNothingLost(j *graders.Judge, a attempt) {
	sum := 0
	for _, e := range a.events("accept") {
		sum += int(e.Number("bytes"))
		j.ThatAt(a.run, e, int(e.Number("passed")) == sum,
			fmt.Sprintf("the sink to have all of the first %d chunks of the source", ceil(int(e.Number("passed")), a.size)),
			fmt.Sprintf("%d of their %d bytes", sum, int(e.Number("passed"))))
	}
	if want := a.size * a.chunks; want > 0 && len(a.events("flushed")) > 0 {
		j.That(sum == want, fmt.Sprintf("%d bytes in the sink", want), fmt.Sprintf("%d bytes", sum))
	}
}

func ceil(n, size int) int { return (n + size - 1) / size }

// judgeCounts holds Go solutions to the number that they return beside success and
// error alike, and to the contract of io.Writer: where a sink takes fewer bytes than it
// was given, nothing may follow.
func judgeCounts(j *graders.Judge) {
	for _, a := range shortWrites(j) {
		seen := "success, and a byte is missing"
		if len(a.after("accept", "failing")) > 1 {
			seen = "what follows was written without it"
		}
		j.That(!a.lost(), fmt.Sprintf("an end when the sink takes all of %s but one byte, without an error", a.name), seen)
	}
	both := j.Run("bytes")
	all := []attempt{{run: both, name: "copy 1"}, {run: both, name: "copy 2"}, {run: j.Run("large"), name: "large"}}
	for _, a := range slices.Concat(all, shortWrites(j), copies(j), eitherWay(j), failures(j, j.Partial), aborts(j, j.Partial)) {
		for _, end := range a.events("settled") {
			j.EqualAt(a.run, end, fmt.Sprintf("beside %s the count of bytes that the sink took,", end.Ending()), a.accepted(), end.Number("copied"))
		}
	}
	expectReadBeforeError(j)
}

// expectReadBeforeError wants all that was read before the source failed, with the error or before it.
func expectReadBeforeError(j *graders.Judge) {
	run := j.Run("source-fails")
	for _, name := range failureNames(j.Language, "source-fails") {
		a := attempt{run: run, name: name}
		read := a.read()
		j.That(a.accepted() == read, fmt.Sprintf("%d bytes in the sink, which were read before or with the error, when %s", read, name),
			fmt.Sprintf("%d bytes", a.accepted()))
	}
}
