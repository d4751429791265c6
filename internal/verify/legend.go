package verify

import (
	"fmt"
	"strings"

	"drill/graders"
)

// legend explains the signs that occur, and sums up the other solutions.
func (t *table) legend(out *strings.Builder) {
	used := map[Mark]bool{}
	for _, row := range t.rows {
		for _, cell := range row.Cells {
			used[cell.Mark(row.Gradings)] = true
		}
	}
	words := []string{signFails + " fails it, as its first line says", signPasses + " passes it"}
	if used[Blocked] {
		words = append(words, signBlocked+" waits for another")
	}
	if used[Differs] {
		words = append(words, signDiffers+" not what its first line says")
	}
	if t.fromHandbook() {
		words = append(words, "* the handbook's own answer")
	}
	fmt.Fprintln(out, "\n"+t.dim(strings.Join(words, "   ")))
	for _, line := range t.others() {
		fmt.Fprintln(out, line)
	}
}

func (m Matrix) fromHandbook() bool {
	for _, row := range m.Of(Wrong) {
		if row.Handbook {
			return true
		}
	}
	return false
}

// others sums up the solutions that are not in the table.
func (m Matrix) others() []string {
	all := graders.Plural(len(m.Concepts), "concept")
	return []string{
		sum(m.Of(Reference, Right), "right solution", "right solutions", "all of "+all),
		sum(m.Of(Stub, Empty, Hollow), "solution that does nothing", "solutions that do nothing", "none of "+all),
	}
}

// sum says what solutions of one role come to, or which of them do not.
func sum(rows []Row, one, many, outcome string) string {
	var names, differ []string
	for _, row := range rows {
		if len(row.Wrong) > 0 {
			differ = append(differ, row.Name)
		}
		names = append(names, row.Name)
	}
	switch {
	case len(differ) > 0:
		return fmt.Sprintf("%s %s must pass %s", signDiffers, strings.Join(differ, ", "), outcome)
	case len(rows) == 0:
		return "no " + one
	case len(rows) == 1:
		return fmt.Sprintf("1 %s passes %s: %s", one, outcome, names[0])
	}
	return fmt.Sprintf("%d %s pass %s: %s", len(rows), many, outcome, strings.Join(names, ", "))
}
