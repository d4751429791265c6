// Package backpressurecopy is question 6: copy a fast source into a slow sink
// without flooding memory.
package backpressurecopy

import (
	"embed"
	"encoding/hex"
	"math/rand/v2"

	"drill/graders"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// readAhead is the number of chunks that the prompt allows between the source
// and the sink. Node's own pipeline needs four.
const readAhead = 6

// Exercise returns the exercise.
func Exercise() *graders.Exercise {
	return &graders.Exercise{
		Slug: "backpressure-copy", Track: "streams", Order: 2, Questions: []int{6},
		Title:   "Copy without flooding memory",
		Summary: "copy a fast source into a slow sink and clean up whatever happens",
		Files:   files,
		Exports: []string{"copy"},
		Scenarios: []graders.Scenario{
			{Name: "bytes", Clock: graders.Virtual, Input: someBytes},
			{Name: "large", Clock: graders.Virtual, Input: largeChunks},
			{Name: "short-write", Clock: graders.Virtual, Only: []graders.Language{graders.Go}},
			{Name: "slow-sink", Clock: graders.Virtual, Input: slowSink},
			{Name: "slow-flush", Clock: graders.Virtual, Input: slowFlush},
			{Name: "source-fails", Clock: graders.Virtual, Input: failing},
			{Name: "sink-fails", Clock: graders.Virtual, Input: failing},
			{Name: "flush-fails", Clock: graders.Virtual, Input: failing},
			{Name: "both-fail", Clock: graders.Virtual, Input: failing},
			{Name: "stalled-source", Clock: graders.Virtual, Input: stalled},
		},
		Checks: checks(),
	}
}

type bytesInput struct {
	Copies [][]string `json:"copies"` // two lists of chunks in hexadecimal, since bytes need not be UTF-8
	Room   int        `json:"room"`   // the sinks' highWaterMark in bytes
}

// someBytes draws chunks that are larger and smaller than the sink's room, one of a
// single byte among them.
func someBytes(r *rand.Rand) any {
	in := bytesInput{Copies: make([][]string, 2), Room: graders.Between(r, 41, 79)}
	for i := range in.Copies {
		sizes := []int{80, graders.Between(r, 2, 40), 1, graders.Between(r, 41, 79), in.Room, in.Room + 1, graders.Between(r, 2, 40)}
		for _, size := range sizes {
			in.Copies[i] = append(in.Copies[i], randomHex(r, size))
		}
	}
	return in
}

func randomHex(r *rand.Rand, size int) string {
	bytes := make([]byte, size)
	for i := range bytes {
		bytes[i] = byte(r.IntN(256))
	}
	return hex.EncodeToString(bytes)
}

type largeInput struct {
	Unit   string `json:"unit"` // in hexadecimal; what a chunk repeats
	Size   int    `json:"size"` // bytes in a chunk
	Chunks int    `json:"chunks"`
	Room   int    `json:"room"`
}

// largeChunks has the sizes of Node's own files: reads of 64 KiB, and room for 16.
func largeChunks(r *rand.Rand) any {
	return largeInput{Unit: randomHex(r, 61), Size: 64 << 10, Chunks: 3, Room: 16 << 10}
}

type slowInput struct {
	Chunks  int `json:"chunks"`
	Size    int `json:"size"`    // bytes in a chunk
	Room    int `json:"room"`    // the sink's highWaterMark in bytes
	WriteMs int `json:"writeMs"` // how long the sink takes for a chunk
}

func slowSink(r *rand.Rand) any {
	size := graders.Between(r, 512, 2048)
	return slowInput{Chunks: graders.Between(r, 12, 16), Size: size, Room: 2 * size, WriteMs: graders.Between(r, 3, 9)}
}

type flushInput struct {
	Chunks  int `json:"chunks"`
	FlushMs int `json:"flushMs"`
}

func slowFlush(r *rand.Rand) any {
	return flushInput{Chunks: graders.Between(r, 3, 8), FlushMs: graders.Between(r, 40, 400)}
}

type failInput struct {
	At      int    `json:"at"`      // the chunk of 64 bytes that fails, from 0
	FlushMs int    `json:"flushMs"` // until the flush fails, or an end breaks by itself
	Error   string `json:"error"`   // the message of the error
}

func failing(r *rand.Rand) any {
	return failInput{At: graders.Between(r, 2, 5), FlushMs: graders.Between(r, 40, 400), Error: "disk " + graders.Token(r) + " went away"}
}

type stallInput struct {
	Chunks  int       `json:"chunks"`  // delivered before the source stalls
	AbortMs int       `json:"abortMs"` // when the caller gives up
	Busy    busyInput `json:"busy"`
}

type busyInput struct {
	Chunks  int `json:"chunks"`
	WriteMs int `json:"writeMs"`
	AbortMs int `json:"abortMs"`
}

func stalled(r *rand.Rand) any {
	writeMs := graders.Between(r, 3, 9)
	return stallInput{
		Chunks: graders.Between(r, 3, 6), AbortMs: graders.Between(r, 50, 500),
		Busy: busyInput{Chunks: 30, WriteMs: writeMs, AbortMs: graders.Between(r, 2, 4)*writeMs + 1},
	}
}
