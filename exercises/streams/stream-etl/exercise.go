// Package streametl is question 5: build a source, a transform and a sink of your
// own, and run them as one.
package streametl

import (
	"embed"
	"math/rand/v2"
	"strings"

	"drill/graders"
)

//go:embed README.md all:_node all:_go
var files embed.FS

const (
	pagesAhead = 4  // pages that may be fetched when one item was taken
	spare      = 40 // items that may wait beside two batches: Node's own buffers hold 16 a stream
)

// Exercise returns the exercise.
func Exercise() *graders.Exercise {
	golang, node := []graders.Language{graders.Go}, []graders.Language{graders.Node}
	return &graders.Exercise{
		Slug: "stream-etl", Track: "streams", Order: 1, Questions: []int{5},
		Title:   "Pages in, lines through, batches out",
		Summary: "write a source, a transform and a sink, and run them as one pipeline",
		Files:   files,
		Exports: []string{"pagedSource", "splitLines", "batchSink", "run"},
		Scenarios: []graders.Scenario{
			{Name: "pieces", Clock: graders.Virtual, Input: pieces},
			{Name: "long-line", Clock: graders.Virtual, Input: longLine, Only: golang},
			{Name: "ends", Clock: graders.Virtual, Input: ends},
			{Name: "one-item", Clock: graders.Virtual, Input: oneItem},
			{Name: "slow-insert", Clock: graders.Virtual, Input: slowInsert},
			{Name: "whole", Clock: graders.Virtual, Input: whole},
			{Name: "failures", Clock: graders.Virtual, Input: failures},
			{Name: "run-fails", Clock: graders.Virtual, Input: failures, Only: node},
			{Name: "insert-fails", Clock: graders.Virtual, Input: failures, Only: golang},
			{Name: "cancelled", Clock: graders.Virtual, Input: cancelled, Only: golang},
		},
		Checks: checks(),
	}
}

type piecesInput struct {
	Lines []string `json:"lines"`
	CRLF  []bool   `json:"crlf"` // which of them end with a carriage return, too
	Sizes []int    `json:"sizes"`
}

// pieces draws lines with characters of one to four bytes, an empty one among them, and
// some with what is no line end: other code points that break lines elsewhere, a \r that
// no \n follows, a byte order mark, spaces.
func pieces(r *rand.Rand) any {
	in := piecesInput{Sizes: []int{1, 2, 3, 5, graders.Between(r, 7, 30), 4096}}
	one, other := graders.Token(r), graders.Token(r)
	in.Lines = []string{"\ufeff" + one, one + "\r" + other, one + "\u2028" + other + "\u2029\u0085\v\f" + one, " " + one + " \t", other + "\r"}
	in.CRLF = []bool{false, true, false, false, true}
	for i := range 6 {
		line := graders.Token(r) + "é" + graders.Token(r)[:graders.Between(r, 1, 4)] + "€😀" + graders.Token(r)
		if i >= 2 && i < 4 {
			line = ""
		}
		in.Lines, in.CRLF = append(in.Lines, line), append(in.CRLF, i%2 == 1)
	}
	return in
}

type longInput struct {
	Lines []string `json:"lines"`
}

func longLine(r *rand.Rand) any {
	return longInput{[]string{graders.Token(r), strings.Repeat(graders.Token(r), graders.Between(r, 9000, 12000)), graders.Token(r)}}
}

type endsInput struct {
	Lines  []string `json:"lines"`
	Size   int      `json:"size"` // of a batch
	Items  []any    `json:"items"`
	Counts []int    `json:"counts"` // of items that are inserted in batches
	Pages  [][]any  `json:"pages"`
}

// ends draws items with some among them that count as false.
func ends(r *rand.Rand) any {
	size := graders.Between(r, 3, 6)
	some := func(n int) []any {
		items := []any{""}
		for _, token := range graders.Tokens(r, n) {
			items = append(items, token)
		}
		return items
	}
	rest := 2*size + graders.Between(r, 1, size-1)
	return endsInput{
		Lines: graders.Tokens(r, graders.Between(r, 2, 5)), Size: size, Items: append([]any{0, false}, some(rest)...),
		Counts: []int{0, 1, size - 1, size, size + 1, 2 * size, rest},
		Pages:  [][]any{{}, some(2), {0}, {}, {}, {false, 0}, some(1), {}},
	}
}

type itemInput struct {
	Items []string `json:"items"` // one a page
}

func oneItem(r *rand.Rand) any { return itemInput{graders.Tokens(r, 50)} }

type slowInput struct {
	Cases []slowCase `json:"cases"`
}

type slowCase struct {
	Name     string `json:"name"`
	Items    int    `json:"items"`
	Size     int    `json:"size"`
	InsertMs int    `json:"insertMs"`
}

// slowInsert has small batches, and some of a hundred as in the prompt's example.
func slowInsert(r *rand.Rand) any {
	insertMs := graders.Between(r, 20, 60)
	return slowInput{[]slowCase{
		{Name: "small batches", Items: graders.Between(r, 200, 300), Size: graders.Between(r, 4, 10), InsertMs: insertMs},
		{Name: "batches of 100", Items: graders.Between(r, 750, 850), Size: 100, InsertMs: insertMs},
	}}
}

type wholeInput struct {
	Lines    []string `json:"lines"`
	Size     int      `json:"size"`
	InsertMs int      `json:"insertMs"`
}

// whole draws lines that leave a last batch which is not full.
func whole(r *rand.Rand) any {
	return wholeInput{Lines: graders.Tokens(r, 3*graders.Between(r, 2, 3)+graders.Between(r, 1, 2)), Size: 3, InsertMs: graders.Between(r, 50, 400)}
}

type failInput struct {
	At    int    `json:"at"` // the page, item or batch that fails, from 0
	Error string `json:"error"`
}

func failures(r *rand.Rand) any {
	return failInput{At: graders.Between(r, 1, 4), Error: "shard " + graders.Token(r) + " is gone"}
}

type cancelInput struct {
	CancelMs int `json:"cancelMs"`
	At       int `json:"at"` // the page whose fetch blocks, or the item at which the caller gives up
}

func cancelled(r *rand.Rand) any {
	return cancelInput{CancelMs: graders.Between(r, 50, 300), At: graders.Between(r, 2, 5)}
}
