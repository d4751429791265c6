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

// pieces draws lines with characters of one to four bytes, an empty one among them.
func pieces(r *rand.Rand) any {
	in := piecesInput{Sizes: []int{1, 2, 3, 5, graders.Between(r, 7, 30), 4096}}
	for i := range 6 {
		line := graders.Token(r) + "é" + graders.Token(r)[:graders.Between(r, 1, 4)] + "€😀" + graders.Token(r)
		if i == 2 {
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
	Lines []string   `json:"lines"`
	Size  int        `json:"size"` // of a batch
	Items []string   `json:"items"`
	Pages [][]string `json:"pages"`
}

func ends(r *rand.Rand) any {
	size := graders.Between(r, 3, 6)
	one := func() []string { return graders.Tokens(r, graders.Between(r, 1, 4)) }
	return endsInput{
		Lines: graders.Tokens(r, graders.Between(r, 2, 5)), Size: size,
		Items: graders.Tokens(r, 2*size+graders.Between(r, 1, size-1)),
		Pages: [][]string{one(), {}, one(), one()},
	}
}

type itemInput struct {
	Items []string `json:"items"` // one a page
}

func oneItem(r *rand.Rand) any { return itemInput{graders.Tokens(r, 50)} }

type slowInput struct {
	Items    int `json:"items"`
	Size     int `json:"size"`
	InsertMs int `json:"insertMs"`
}

func slowInsert(r *rand.Rand) any {
	return slowInput{Items: graders.Between(r, 300, 400), Size: graders.Between(r, 4, 10), InsertMs: graders.Between(r, 20, 60)}
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
