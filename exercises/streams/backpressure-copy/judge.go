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
	for _, a := range slices.Concat(copies(j), failures(j, j.Partial), aborts(j.Partial)) {
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
// error alike, and to the contract of io.Writer: a sink that takes fewer bytes than it
// was given has lost data.
func judgeCounts(j *graders.Judge) {
	short := attempt{run: j.Run("short-write"), name: "short write"}
	expected := "io.ErrShortWrite from a sink that takes a part of a chunk"
	end := short.settled(j, expected)
	j.ThatAt(short.run, end, end.Bool("short"), expected, end.Ending())
	both := j.Run("bytes")
	all := []attempt{short, {run: both, name: "copy 1"}, {run: both, name: "copy 2"}, {run: j.Run("large"), name: "large"}}
	for _, a := range slices.Concat(all, copies(j), failures(j, j.Partial), aborts(j.Partial)) {
		for _, end := range a.events("settled") {
			j.EqualAt(a.run, end, fmt.Sprintf("beside %s the count of bytes that the sink took,", end.Ending()), a.accepted(), end.Number("copied"))
		}
	}
	expectReadWithError(j)
}

// expectReadWithError wants the chunk that came together with an error.
func expectReadWithError(j *graders.Judge) {
	run := j.Run("source-fails")
	var in failInput
	j.Input(run, &in)
	a := attempt{run: run, name: "a read brings data and an error"}
	want := 64 * (in.At + 1)
	j.That(a.accepted() == want, fmt.Sprintf("%d bytes in the sink, of which the last 64 came together with an error", want),
		fmt.Sprintf("%d bytes", a.accepted()))
}

// judgeBackpressure does not count lost data, which is another check's matter, as data
// that waits.
func judgeBackpressure(j *graders.Judge) {
	run := j.Run("slow-sink")
	var in slowInput
	j.Input(run, &in)
	half := in.Chunks * in.Size / 2
	last, _ := run.Peak("accept", "passed")
	j.That(last.Number("passed") >= float64(half), fmt.Sprintf("the sink to get as far as %d bytes into the source", half),
		graders.Show(last.Data["passed"])+" bytes")
	for _, a := range slices.Concat(copies(j), failures(j, j.Partial), aborts(j.Partial)) {
		room := 2 * a.size // of Node's sinks
		pull, waiting := a.mostWaiting()
		bound := readAhead * a.size
		j.ThatAt(a.run, pull, waiting <= bound,
			fmt.Sprintf("at most %d bytes (%d chunks) read and not yet written, in a sink with room for %d", bound, readAhead, room),
			fmt.Sprintf("%d bytes", waiting))
	}
}

func judgeFlush(j *graders.Judge) {
	for _, a := range copies(j) {
		what := "with a " + a.name
		if a.name == "empty source" {
			what = "from an empty source"
		}
		expectSuccess(j, a, what)
		settled := a.events("settled")[0]
		flushed := a.events("flushed")
		j.That(len(flushed) > 0, "the sink to be told that nothing more comes, and to flush", "it never happened")
		j.ThatAt(a.run, settled, len(a.after("settled", "flushed")) > 0,
			fmt.Sprintf("success after the flush, at %s", graders.Ms(flushed[0].T)), "success at "+graders.Ms(settled.T))
	}
}

func judgeErrors(j *graders.Judge) {
	for _, a := range failures(j, j.Run) {
		var in failInput
		j.Input(a.run, &in)
		failing := a.events("failing")
		j.That(len(failing) > 0, "the copy to get as far as the failure: "+a.name, "it never happened")
		expected := fmt.Sprintf("the error %q when %s", in.Error, a.name)
		settled := a.settled(j, expected)
		j.ThatAt(a.run, settled, settled.Text("status") == "rejected", expected, "success")
		seen := settled.Ending()
		if slices.Contains(settled.Texts("messages"), in.Error) {
			seen = "another error with this text: neither the error itself nor one that wraps it"
		}
		j.ThatAt(a.run, settled, settled.Bool("own"), expected, seen)
	}
}

// judgeCleanup leaves attempts that never ended to other checks, and those that did
// not notice the abort. Go's ends are to be closed after success, too.
func judgeCleanup(j *graders.Judge) {
	run := j.Run("sink-fails")
	j.Happened(run, "failing", "the copy to get as far as the failure")
	all := slices.Concat(failures(j, j.Run), aborts(j.Run))
	if j.Language == graders.Go {
		all = append(all, copies(j)...)
	}
	for _, a := range all {
		ended := a.events("settled")
		aborted := len(a.events("abort")) > 0
		if len(ended) > 0 && (!aborted || ended[0].Text("status") == "rejected") {
			expectClosed(j, a, aborted)
		}
	}
}

func expectClosed(j *graders.Judge, a attempt, aborted bool) {
	when := "when " + a.name
	switch {
	case aborted:
		when = "when the caller gave up " + a.name
	case len(a.events("failing")) == 0:
		when = "after a copy (" + a.name + ")"
	}
	for _, end := range []string{"source", "sink"} {
		closed := a.closings(end)
		expected := fmt.Sprintf("the %s to be closed %s", end, when)
		j.That(len(closed) > 0, expected, "it is still open")
		j.ThatAt(a.run, closed[len(closed)-1], len(closed) == 1, expected+" once", fmt.Sprintf("closed %d times", len(closed)))
	}
}

// judgeLeaks counts what is left of all attempts of a scenario.
func judgeLeaks(j *graders.Judge) {
	for _, a := range slices.Concat(copies(j), failures(j, j.Run), aborts(j.Run)) {
		j.Happened(a.run, "pull", "the copy to read from its source")
		j.That(a.run.Leaked == 0, "no goroutine after "+strings.ReplaceAll(a.run.Scenario, "-", " "), graders.Plural(a.run.Leaked, "goroutine")+" still there")
	}
}
