package backpressurecopy

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

func judgeIntegrity(j *graders.Judge) {
	run := j.Run("bytes")
	var in bytesInput
	j.Input(run, &in)
	j.Happened(run, "write", "the sink to be given data")
	want, got := strings.Join(in.Chunks, ""), strings.Join(run.Texts("write", "hex"), "")
	j.That(len(want) == len(got), fmt.Sprintf("%d bytes in the sink", len(want)/2), fmt.Sprintf("%d bytes", len(got)/2))
	if at := graders.FirstDifference(want, got); at >= 0 {
		j.Fail(fmt.Sprintf("byte %d of the copy to be %s", at, want[2*at:2*at+2]), got[2*at:2*at+2])
	}
	settled := j.Happened(run, "settled", "the copy to report its end")
	j.ThatAt(run, settled, settled.Text("status") == "fulfilled", "a copy without an error", settled.Text("status")+": "+settled.Text("messages"))
	if j.Language == graders.Go {
		judgeShortWrite(j, len(want)/2, settled)
	}
}

// judgeShortWrite holds Go solutions to the contract of io.Writer: a sink that
// takes fewer bytes than it was given has lost data.
func judgeShortWrite(j *graders.Judge, size int, settled graders.Event) {
	j.Equal("a count of", size, settled.Number("copied"))
	run := j.Run("short-write")
	end := j.Happened(run, "settled", "the copy to report its end")
	j.ThatAt(run, end, slices.Contains(end.Texts("messages"), "short write"),
		"io.ErrShortWrite from a sink that takes a part of a chunk", end.Text("messages"))
}

func judgeBackpressure(j *graders.Judge) {
	run := j.Run("slow-sink")
	var in slowInput
	j.Input(run, &in)
	half := in.Chunks * in.Size / 2 // that all arrives is another check's matter
	j.That(accepted(run) >= half, fmt.Sprintf("at least %d bytes in the sink", half), fmt.Sprintf("%d bytes", accepted(run)))
	peak, _ := run.Peak("pull", "waiting")
	waiting, bound := int(peak.Number("waiting")), readAhead*in.Size
	j.ThatAt(run, peak, waiting <= bound,
		fmt.Sprintf("at most %d bytes (%d chunks) read and not yet written, in a sink with room for %d", bound, readAhead, in.Room),
		fmt.Sprintf("%d bytes", waiting))
}

func judgeFlush(j *graders.Judge) {
	run := j.Run("slow-flush")
	settled := j.Happened(run, "settled", "the copy to report its end")
	j.ThatAt(run, settled, settled.Text("status") == "fulfilled", "a copy without an error", settled.Text("messages"))
	flushed := j.Happened(run, "flushed", "the sink to be told that nothing more comes, and to flush")
	j.ThatAt(run, settled, run.Order("flushed", "settled")[0] == "flushed",
		fmt.Sprintf("success after the flush, at %s", graders.Ms(flushed.T)), "success at "+graders.Ms(settled.T))
}

func judgeErrors(j *graders.Judge) {
	for _, name := range []string{"source-fails", "sink-fails", "flush-fails"} {
		run := j.Run(name)
		var in failInput
		j.Input(run, &in)
		j.Happened(run, "failing", "the copy to get as far as the failure")
		expected := fmt.Sprintf("the error %q when the %s", in.Error, strings.ReplaceAll(name, "-", " "))
		settled := j.Happened(run, "settled", expected)
		j.ThatAt(run, settled, settled.Text("status") == "rejected", expected, "success")
		j.ThatAt(run, settled, slices.Contains(settled.Texts("messages"), in.Error), expected, settled.Text("messages"))
	}
}

func judgeCleanup(j *graders.Judge) {
	for _, name := range []string{"source-fails", "sink-fails"} {
		run := j.Run(name)
		j.Happened(run, "failing", "the copy to get as far as the failure")
		for _, end := range []string{"source", "sink"} {
			closed := run.Matching("closed", "end", end)
			expected := fmt.Sprintf("the %s to be closed after the %s", end, strings.ReplaceAll(name, "-", " "))
			j.That(len(closed) > 0, expected, "it is still open")
			j.ThatAt(run, closed[len(closed)-1], len(closed) == 1, expected+" once", fmt.Sprintf("closed %d times", len(closed)))
		}
	}
}

// judgeCancellation allows 10 ms, so that an abort may be noticed by polling.
func judgeCancellation(j *graders.Judge) {
	run := j.Run("stalled-source")
	var in stallInput
	j.Input(run, &in)
	aborted := j.Happened(run, "abort", "the copy to be under way when the caller gives up")
	j.That(run.Count("pull") >= in.Chunks, "the copy to be under way when the caller gives up", "it had read "+graders.Plural(run.Count("pull"), "chunk"))
	expected := fmt.Sprintf("an error at %s, when the caller gives up", graders.Ms(aborted.T))
	settled := j.Happened(run, "settled", expected)
	j.ThatAt(run, settled, settled.Text("status") == "rejected", expected, "success at "+graders.Ms(settled.T))
	j.ThatAt(run, settled, settled.T >= aborted.T && settled.T <= aborted.T+10, expected, "an error at "+graders.Ms(settled.T))
}

func judgeLeaks(j *graders.Judge) {
	for _, name := range []string{"slow-sink", "source-fails", "sink-fails", "stalled-source"} {
		run := j.Run(name)
		j.Happened(run, "pull", "the copy to read from its source")
		j.That(run.Leaked == 0, "no goroutine after "+strings.ReplaceAll(name, "-", " "), graders.Plural(run.Leaked, "goroutine")+" still blocked")
	}
}

// accepted is the number of bytes that the sink has taken.
func accepted(run *graders.Run) int {
	sum := 0.0
	for _, n := range run.Numbers("accept", "bytes") {
		sum += n
	}
	return int(sum)
}
