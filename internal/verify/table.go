package verify

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// TableOptions say how to print a matrix.
type TableOptions struct {
	// Width is the number of columns there are.
	Width int
	// Words asks for sentences instead of a drawing, which read well aloud.
	Words bool
	// Good, Bad and Dim dress text for a terminal; nil leaves it as it is.
	Good, Bad, Dim func(string) string
}

// Signs of a matrix. None means anything by its colour alone.
const (
	signFails   = "✗"
	signPasses  = "·"
	signBlocked = "–"
	signDiffers = "!"
	handbook    = " *"
)

// Table prints the matrix for a terminal.
func (m Matrix) Table(o TableOptions) string {
	if o.Words {
		return m.sentences()
	}
	t := table{Matrix: m, TableOptions: o, rows: m.Of(Wrong)}
	t.measure()
	var out strings.Builder
	t.header(&out)
	for _, row := range t.rows {
		t.row(&out, row)
	}
	t.counts(&out)
	t.legend(&out)
	return out.String()
}

// table is a matrix with its columns measured.
type table struct {
	Matrix
	TableOptions
	rows  []Row
	names int // width of the first column
	step  int // width of the others
}

// measure makes the columns narrower, then cuts names, until all fits.
func (t *table) measure() {
	for _, row := range t.rows {
		t.names = max(t.names, utf8.RuneCountInString(t.name(row)))
	}
	t.names, t.step = max(t.names, len("failed by")), 3
	longest := 0
	for i, concept := range t.Concepts {
		longest = max(longest, i*t.step+2+len(concept.Title))
	}
	if t.names+2+longest > t.Width {
		t.step = 2
	}
	t.names = min(t.names, max(t.Width-2-t.step*len(t.Concepts)-20, 12))
}

func (t *table) name(row Row) string {
	if row.Handbook {
		return row.Name + handbook
	}
	return row.Name
}

// header writes the concepts as stairs, one line each, down to their columns.
func (t *table) header(out *strings.Builder) {
	for i, concept := range t.Concepts {
		line := strings.Repeat(" ", t.names+2)
		for range i {
			line += t.dim("│") + strings.Repeat(" ", t.step-1)
		}
		title := cut(concept.Title, t.Width-t.names-2-i*t.step-2)
		fmt.Fprintln(out, line+t.dim("┌")+" "+title)
	}
}

func (t *table) row(out *strings.Builder, row Row) {
	line := pad(cut(t.name(row), t.names), t.names) + "  "
	for i, cell := range row.Cells {
		line += t.sign(cell, row.Gradings)
		if i < len(row.Cells)-1 {
			line += strings.Repeat(" ", t.step-1)
		}
	}
	fmt.Fprintln(out, line)
}

func (t *table) sign(c Cell, gradings int) string {
	switch c.Mark(gradings) {
	case Fails:
		return dress(t.Good, signFails)
	case Differs:
		return dress(t.Bad, signDiffers)
	case Blocked:
		return t.dim(signBlocked)
	}
	return t.dim(signPasses)
}

func (t *table) counts(out *strings.Builder) {
	line := pad("failed by", t.names) + "  "
	for i := range t.Concepts {
		kills, _ := t.Kills(i)
		line += pad(fmt.Sprint(kills), t.step)
	}
	fmt.Fprintln(out, t.dim(strings.TrimRight(line, " ")))
}

func (t *table) dim(text string) string { return dress(t.Dim, text) }

func dress(how func(string) string, text string) string {
	if how == nil {
		return text
	}
	return how(text)
}

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// cut shortens text to a width, with an ellipsis.
func cut(text string, width int) string {
	runes := []rune(text)
	if len(runes) <= width || width < 2 {
		return text
	}
	return string(runes[:width-1]) + "…"
}
