package mutants

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Mutant is a solution with one edit.
type Mutant struct {
	Key
	// Line and Column are where the edit begins, from 1.
	Line, Column int
	// Start and End are the bytes that Text replaces.
	Start, End int
	Text       string
	// Source is the whole solution, edited.
	Source []byte
}

// Key names a mutant and stays the same while other code changes.
type Key struct {
	// File is the solution's path in its language's folder.
	File string
	// Function is the innermost one around the edit that has a name; "-" for none.
	Function string
	Operator string
	// Statement is the innermost around the edit, with the edit marked and what is in
	// inner statements left out: «before→after».
	Statement string
	// Ordinal counts from 1 those that are alike in all else.
	Ordinal int
}

// String is the key as it stands in a list of equivalents.
func (k Key) String() string {
	text := fmt.Sprintf("%s %s %s %s", k.File, k.Function, k.Operator, quote(k.Statement))
	if k.Ordinal > 1 {
		text += fmt.Sprintf(" #%d", k.Ordinal)
	}
	return text
}

// piece is a token, as far as edits are concerned.
type piece struct {
	start, end int
	spaced     bool
	statement  int
	function   string
}

// maker collects the mutants of one solution.
type maker struct {
	file    string
	source  []byte
	pieces  []piece
	mutants []Mutant
}

// edit replaces the pieces from first to last. What is shown of it may be less than what
// it takes: Go wants every variable used.
func (m *maker) edit(operator string, first, last int, text, shown string) {
	start, end := m.pieces[first].start, m.pieces[last].end
	if string(m.source[start:end]) == text {
		return
	}
	line := bytes.Count(m.source[:start], []byte("\n"))
	function := m.pieces[first].function
	if function == "" {
		function = "-"
	}
	m.mutants = append(m.mutants, Mutant{
		Key:  Key{File: m.file, Function: function, Operator: operator, Statement: m.marked(first, last, shown)},
		Line: line + 1, Column: start - bytes.LastIndexByte(m.source[:start], '\n'),
		Start: start, End: end, Text: text,
		Source: slices.Concat(m.source[:start], []byte(text), m.source[end:]),
	})
}

// replace is an edit that is shown as it is.
func (m *maker) replace(operator string, first, last int, text string) {
	m.edit(operator, first, last, text, text)
}

// marked is the statement around an edit.
func (m *maker) marked(first, last int, shown string) string {
	statement := m.pieces[first].statement
	in := func(p piece) bool { return p.statement == statement }
	begin := slices.IndexFunc(m.pieces, in)
	var text strings.Builder
	for i, gap := begin, false; i < len(m.pieces) && (i <= last || slices.ContainsFunc(m.pieces[i:], in)); i++ {
		p := m.pieces[i]
		if p.spaced && i > begin && (!gap || in(p)) {
			text.WriteString(" ")
		}
		if i == first {
			text.WriteString("«")
		}
		switch {
		case in(p):
			text.Write(m.source[p.start:p.end])
			gap = false
		case !gap:
			text.WriteString("…")
			gap = true
		}
		if i == last {
			text.WriteString("→" + shown + "»")
		}
	}
	return text.String()
}

// done returns the mutants, numbered, without those that come to the same text as an
// earlier one or to the solution's own.
func (m *maker) done() []Mutant {
	seen := map[string]bool{string(m.source): true}
	kept := slices.DeleteFunc(m.mutants, func(x Mutant) bool {
		known := seen[string(x.Source)]
		seen[string(x.Source)] = true
		return known
	})
	slices.SortStableFunc(kept, func(a, b Mutant) int { return a.Start - b.Start })
	count := map[Key]int{}
	for i := range kept {
		key := kept[i].Key
		count[key]++
		kept[i].Ordinal = count[key]
	}
	return kept
}
