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
		got := of(run, "line", name)
		expectLines(j, run, fmt.Sprintf("from pieces of %s the lines", graders.Plural(size, "byte")), in.Lines, got[:min(len(got), len(in.Lines))])
	}
	expectOddEnds(j)
	if j.Language == graders.Go {
		expectLongLine(j)
	}
}

// expectOddEnds looks at line ends by themselves.
func expectOddEnds(j *graders.Judge) {
	run := j.Run("ends")
	var in endsInput
	j.Input(run, &in)
	blank := of(run, "line", "blank lines")
	j.That(len(blank) > 0, "from three line ends and nothing else three empty lines", "no line")
	expectLines(j, run, "from three line ends and nothing else the lines", []string{"", "", ""}, blank[:min(len(blank), 3)])
}

func expectLongLine(j *graders.Judge) {
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

func expectLines(j *graders.Judge, run *graders.Run, what string, want []string, got []graders.Event) {
	var texts []string
	for _, e := range got {
		texts = append(texts, e.Text("value"))
	}
	j.SequenceAt(run, got, what, want, texts)
}

func judgeEnd(j *graders.Judge) {
	run := j.Run("ends")
	var in endsInput
	j.Input(run, &in)
	expectLastLines(j, run, in.Lines)
	all := []any{}
	for _, page := range in.Pages {
		all = append(all, page...)
	}
	j.Equal("from pages of which some are empty the items", all, values(run, "item", "pages"))
	j.Equal("without a page the items", []any{}, values(run, "item", "no pages"))
	if j.Language != graders.Go {
		j.Equal("from pages that are no promises the items", all, values(run, "item", "pages at once"))
	}
	var pages []int
	for _, e := range of(run, "fetch", "pages") {
		pages = append(pages, int(e.Number("page")))
	}
	want := make([]int, len(in.Pages)+1)
	for i := range want {
		want[i] = i
	}
	j.Equal("until the end is reached the pages fetched", want, pages[:min(len(pages), len(want))])
	for _, count := range in.Counts {
		expectBatches(j, run, fmt.Sprint(count, " items"), in.Items[:count], in.Size)
	}
	expectBatches(j, run, "size 1", in.Items[:3], 1)
}

// expectLastLines looks in Node at a \r that nothing follows, too: what bufio.ScanLines
// does with that one is allowed in Go.
func expectLastLines(j *graders.Judge, run *graders.Run, lines []string) {
	if j.Language == graders.Node {
		open := slices.Clone(lines)
		open[len(open)-1] += "\r"
		got := of(run, "line", "return at the end")
		expectLines(j, run, "with a \\r at the end that no \\n follows the lines", open[:min(len(got), len(open))], got[:min(len(got), len(open))])
	}
	texts := map[string]string{"open line": "without a line end at the end", "closed line": "with a line end at the end"}
	names := []string{"open line", "closed line"}
	if j.Language == graders.Go {
		texts["open line with the end"] = "without a line end, the last read together with io.EOF,"
		texts["closed line with the end"] = "with a line end, the last read together with io.EOF,"
		names = append(names, "open line with the end", "closed line with the end")
	}
	for _, name := range names {
		expectLines(j, run, texts[name]+" the lines", lines, of(run, "line", name))
	}
	expectLines(j, run, "from a single byte the lines", []string{"x"}, of(run, "line", "one byte"))
	expectLines(j, run, "from no bytes the lines", nil, of(run, "line", "no bytes"))
}

// expectBatches compares what insert got, both when it was called and when it was done.
func expectBatches(j *graders.Judge, run *graders.Run, name string, items []any, size int) {
	batches := []any{}
	for batch := range slices.Chunk(items, size) {
		batches = append(batches, batch)
	}
	what := fmt.Sprintf("from %s in batches of %d insert to get", graders.Plural(len(items), "item"), size)
	j.Equal(what, batches, values(run, "insert", name))
	j.Equal(what+", still when it is done,", batches, values(run, "inserted", name))
}

func judgeLazy(j *graders.Judge) {
	run := j.Run("one-item")
	var in itemInput
	j.Input(run, &in)
	j.Equal("one item taken:", in.Items[:1], values(run, "item", "pages"))
	fetches := of(run, "fetch", "pages")
	j.That(len(fetches) <= pagesAhead, fmt.Sprintf("at most %d of %d pages fetched when one item was taken", pagesAhead, len(in.Items)),
		graders.Plural(len(fetches), "page"))
	early := of(run, "fetch", "untouched")
	j.That(len(early) == 0, "no page fetched when no item was wanted", graders.Plural(len(early), "page"))
	if j.Language != graders.Go {
		return
	}
	j.Equal("one line taken:", in.Items[:1], values(run, "item", "lines"))
	j.That(run.Count("read") <= pagesAhead, fmt.Sprintf("at most %d reads when one line was taken and each read brings one", pagesAhead),
		graders.Plural(run.Count("read"), "read"))
	expectNothingMore(j, run, in)
}

// expectNothingMore looks at sequences whose yield has returned false elsewhere.
func expectNothingMore(j *graders.Judge, run *graders.Run, in itemInput) {
	for _, name := range []string{"within a page", "within a chunk"} {
		j.Equal("two items taken "+name+":", in.Items[:2], values(run, "item", name))
	}
	for _, name := range []string{"the last line", "the error of fetch", "the reader's error"} {
		yielded := len(of(run, "item", name))
		j.That(yielded <= 1, "nothing more when yield has returned false at "+name, graders.Plural(yielded-1, "more item"))
	}
}
