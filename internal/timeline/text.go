package timeline

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"drill/graders"
)

var errNoRun = errors.New("there is no run to draw: grade a solution first")

// Text writes one run as lines of text: a time column in milliseconds of the
// scenario's clock, an indented lane for each kind of event, waits of a virtual
// clock as bars to scale, what failed under the moment that shows it, and how
// the run ended. Verdicts about other scenarios are ignored. It returns an error
// when the run is nil or w fails.
func Text(w io.Writer, run *graders.Run, verdicts []graders.Verdict, o Options) error {
	if run == nil {
		return errNoRun
	}
	entries := entriesOf(run)
	p := newPrinter(o)
	t := text{
		printer: p, run: run, entries: entries,
		marks:    marked(entries, marksOf(run, verdicts)),
		decimals: precision(entries, run.Clock),
		lanes:    lanesOf(entries),
	}
	t.timeWidth = max(len("ms"), t.widestTime())
	t.write(o.limit(textLimit))
	_, err := io.WriteString(w, p.out.String())
	return err
}

// text is one run while it is written.
type text struct {
	*printer
	run       *graders.Run
	entries   []entry
	marks     map[int][]mark
	lanes     []string
	decimals  int
	timeWidth int
	widest    float64 // the longest wait shown, in milliseconds
}

func (t *text) write(limit int) {
	groups := fold(t.entries, func(i int) bool { return len(t.marks[i]) > 0 }, tolerance(t.run.Clock))
	for i := 1; i < len(groups); i++ {
		t.widest = max(t.widest, groups[i].from()-groups[i-1].to())
	}
	if len(groups) > 0 {
		t.widest = max(t.widest, groups[0].from())
	}
	t.header()
	t.rows(groups, limit)
	t.footer()
}

func (t *text) header() {
	run := t.run
	what := fmt.Sprintf("%s, %s clock, %s", spaced(run.Scenario), run.Clock, graders.Plural(len(run.Events), "event"))
	if n := len(t.entries); n > 0 {
		what += ", " + span(t.entries[0].at, t.entries[n-1].at, t.decimals)
	}
	t.wrap("", bold, what)
	var input []string
	for _, f := range inputFields(run) {
		input = append(input, phrase(f.name, valueWords(f.value)))
	}
	if len(input) > 0 {
		t.wrap("input  ", plain, strings.Join(input, ", "))
	}
	t.line()
	if len(t.entries) > 0 {
		t.line(segment{faint, "  " + pad("ms", t.timeWidth)})
	}
}

func (t *text) rows(groups []group, limit int) {
	shown := choose(groups, limit, func(g group) bool { return len(t.marks[g.first]) > 0 })
	before, hidden := 0.0, 0
	for i, g := range groups {
		if !shown[i] {
			hidden += len(g.entries)
			continue
		}
		if hidden > 0 {
			t.line(segment{faint, t.margin() + fmt.Sprintf("… %d more left out, until %s ms", hidden, clockTime(groups[i-1].to(), t.decimals))})
			before, hidden = groups[i-1].to(), 0
		}
		t.wait(g.from() - before)
		t.group(g)
		before = g.to()
	}
}

// failures says beside a moment what was expected and seen there.
func (t *text) failures(failed []mark) {
	for _, m := range failed {
		t.wrap(t.margin(), bad, "failed here: "+m.title())
		t.wrap(t.margin()+"  expected  ", plain, m.expected)
		t.wrap(t.margin()+"  seen      ", plain, m.seen)
	}
}

func (t *text) footer() {
	if len(t.entries) == 0 {
		t.line(segment{plain, "nothing happened"})
	}
	t.line()
	t.wrap("", outcomeStyle(t.run.Outcome), ending(t.run))
	for _, m := range t.marks[-1] {
		t.wrap("", bad, "failed: "+m.title())
		t.wrap("  expected  ", plain, m.expected)
		t.wrap("  seen      ", plain, m.seen)
	}
}

func (t *text) sign(failed []mark) segment {
	if len(failed) > 0 {
		return segment{bad, t.glyphs.failed + " "}
	}
	return segment{plain, "  "}
}

// margin is the space left of the lanes.
func (t *text) margin() string { return strings.Repeat(" ", 2+t.timeWidth+2) }

func (t *text) widestTime() int {
	if len(t.entries) == 0 {
		return 0
	}
	return len(clockTime(t.entries[len(t.entries)-1].at, t.decimals))
}
