package streametl

import (
	"fmt"
	"slices"

	"drill/graders"
)

// judgeBoundary leaves it to another check what comes after the last line.
func judgeBoundary(j *graders.Judge) {
	run := j.Run("pieces")
	var in piecesInput
	j.Input(run, &in)
	for _, size := range in.Sizes {
		name := fmt.Sprint("pieces of ", size)
		got := values(run, "line", name)
		j.Equal(fmt.Sprintf("from pieces of %s the lines", graders.Plural(size, "byte")), in.Lines, got[:min(len(got), len(in.Lines))])
	}
	if j.Language != graders.Go {
		return
	}
	long := j.Run("long-line")
	var lines longInput
	j.Input(long, &lines)
	j.That(long.Count("line") >= len(lines.Lines), fmt.Sprintf("%d lines, one of them of %d bytes", len(lines.Lines), len(lines.Lines[1])),
		graders.Plural(long.Count("line"), "line")+ending(long, "long line"))
	for i, e := range long.Of("line")[:len(lines.Lines)] {
		want, got := lines.Lines[i], e.Text("value")
		j.ThatAt(long, e, want == got, fmt.Sprintf("line %d with %d bytes, unchanged", i+1, len(want)), fmt.Sprintf("a line of %d bytes", len(got)))
	}
}

func judgeEnd(j *graders.Judge) {
	run := j.Run("ends")
	var in endsInput
	j.Input(run, &in)
	j.Equal("without a line end at the end the lines", in.Lines, values(run, "line", "open line"))
	j.Equal("with a line end at the end the lines", in.Lines, values(run, "line", "closed line"))
	j.Equal("from no bytes the lines", []string{}, values(run, "line", "no bytes"))
	var all []string
	for _, page := range in.Pages {
		all = append(all, page...)
	}
	j.Equal("from pages of which the second is empty the items", all, values(run, "item", "pages"))
	size := in.Size
	j.Equal("the batches", [][]string{in.Items[:size], in.Items[size : 2*size], in.Items[2*size:]}, values(run, "insert", "rest"))
	j.Equal("from a whole number of batches the batches", [][]string{in.Items[:size], in.Items[size : 2*size]}, values(run, "insert", "full"))
}

func judgeLazy(j *graders.Judge) {
	run := j.Run("one-item")
	var in itemInput
	j.Input(run, &in)
	j.Equal("one item taken:", in.Items[:1], values(run, "item", "pages"))
	fetches := run.Of("fetch")
	j.That(len(fetches) <= pagesAhead, fmt.Sprintf("at most %d of %d pages fetched when one item was taken", pagesAhead, len(in.Items)),
		graders.Plural(len(fetches), "page"))
	if j.Language != graders.Go {
		return
	}
	j.Equal("one line taken:", in.Items[:1], values(run, "item", "lines"))
	j.That(run.Count("read") <= pagesAhead, fmt.Sprintf("at most %d reads when one line was taken and each read brings one", pagesAhead),
		graders.Plural(run.Count("read"), "read"))
}

func judgeBackpressure(j *graders.Judge) {
	run := j.Run("slow-insert")
	var in slowInput
	j.Input(run, &in)
	inserted := 0
	for _, n := range run.Numbers("inserted", "count") {
		inserted += int(n)
	}
	j.That(inserted >= in.Items/2, fmt.Sprintf("at least %d items inserted", in.Items/2), graders.Plural(inserted, "item"))
	open, at := run.Overlap("insert", "inserted")
	j.ThatAt(run, at, open <= 1, "one insert at a time", fmt.Sprintf("%d at once", open))
	bound := 2*in.Size + spare
	peak, _ := run.Peak("pull", "waiting")
	j.ThatAt(run, peak, peak.Number("waiting") <= float64(bound),
		fmt.Sprintf("at most %d items taken in and not yet inserted, with batches of %d", bound, in.Size), graders.Show(peak.Data["waiting"])+" items")
}

func judgeCompletion(j *graders.Judge) {
	run := j.Run("whole")
	j.Happened(run, "insert", "an insert")
	end := settled(j, run, "whole", "success after the last insert")
	j.ThatAt(run, end, end.Text("status") == "fulfilled", "success", "the error "+end.Text("messages"))
	last, _ := run.Last("inserted")
	begun, done := run.Count("insert"), run.Count("inserted")
	j.That(begun == done, "every insert to come to its end", fmt.Sprintf("%d of %d", done, begun))
	order := run.Order("inserted", "settled")
	j.ThatAt(run, end, order[len(order)-1] == "settled",
		"success after the last insert, at "+graders.Ms(last.T), "success at "+graders.Ms(end.T))
}

func judgeErrors(j *graders.Judge) {
	cases := []failure{
		{"failures", "fetch rejects"}, {"failures", "fetch throws"}, {"failures", "insert rejects"},
		{"failures", "insert throws"}, {"failures", "last insert rejects"},
		{"run-fails", "source fails"}, {"run-fails", "transform fails"}, {"run-fails", "sink fails"},
	}
	if j.Language == graders.Go {
		cases = []failure{
			{"failures", "fetch fails"}, {"failures", "read fails"}, {"failures", "sequence fails"},
			{"failures", "last insert fails"}, {"insert-fails", "insert fails"},
		}
	}
	for _, c := range cases {
		c.expectError(j)
	}
}

func judgeCleanup(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeSequences(j)
		return
	}
	run := j.Run("run-fails")
	for _, failing := range []string{"source", "transform", "sink"} {
		name := failing + " fails"
		j.That(len(of(run, "failing", name)) > 0, "items to flow until the "+name, "it never came that far")
		closed := values(run, "closed", name)
		for _, end := range []string{"source", "transform", "sink"} {
			j.That(slices.Contains(closed, any(end)), fmt.Sprintf("the %s to be destroyed when the %s", end, name), "it is still open")
		}
	}
}

// judgeSequences holds Go solutions to what a loop over a sequence promises: its
// deferred calls run, and nothing goes on behind its back.
func judgeSequences(j *graders.Judge) {
	run := j.Run("insert-fails")
	j.Happened(run, "failing", "an insert to fail")
	j.Happened(run, "closed", "the sequence to come to its end when an insert has failed")
	j.That(run.Leaked == 0, "no goroutine left when an insert has failed", graders.Plural(run.Leaked, "goroutine")+" still blocked")
	run = j.Run("one-item")
	j.Happened(run, "item", "an item to be taken")
	j.That(run.Leaked == 0, "no goroutine left when a loop has ended early", graders.Plural(run.Leaked, "goroutine")+" still blocked")
}
