// Package framecodec is question 7: cut a stream of bytes into length-prefixed
// frames.
package framecodec

import (
	"embed"
	"encoding/hex"
	"math/rand/v2"

	"drill/graders"
)

//go:embed README.md all:_node all:_go
var files embed.FS

const (
	headerSize = 7       // version u8, type u16, length u32
	roomy      = 1 << 20 // the largest payload where the limit is not the subject
)

// Exercise returns the exercise.
func Exercise() *graders.Exercise {
	return &graders.Exercise{
		Slug: "frame-codec", Track: "streams", Order: 3, Questions: []int{7},
		Title:   "Read frames from a stream of bytes",
		Summary: "cut a stream of bytes into length-prefixed frames, however it arrives",
		Files:   files,
		Exports: []string{"createFrameParser"},
		Scenarios: []graders.Scenario{
			{Name: "wire", Clock: graders.Virtual, Input: wire},
			{Name: "pieces", Clock: graders.Virtual, Input: pieces},
			{Name: "several", Clock: graders.Virtual, Input: several},
			{Name: "limit", Clock: graders.Virtual, Input: limit},
			{Name: "end", Clock: graders.Virtual, Input: end},
			{Name: "reused-memory", Clock: graders.Virtual, Input: reused},
			{Name: "reader-fails", Clock: graders.Virtual, Input: readerFails, Only: []graders.Language{graders.Go}},
		},
		Checks: checks(),
	}
}

// frame is a frame of the protocol; its payload repeats Unit up to Size bytes.
type frame struct {
	Version int    `json:"version"`
	Type    int    `json:"type"`
	Unit    string `json:"unit"` // in hexadecimal
	Size    int    `json:"size"`
}

// plainFrame draws a frame whose type reads the same in both byte orders, so that
// only the scenario "wire" depends on it.
func plainFrame(r *rand.Rand, size int) frame {
	return frame{Version: graders.Between(r, 1, 127), Type: 0x0101 * graders.Between(r, 1, 127), Unit: unit(r), Size: size}
}

func unit(r *rand.Rand) string {
	bytes := make([]byte, 61) // a prime, so that no chunk size falls into step
	for i := range bytes {
		bytes[i] = byte(r.IntN(256))
	}
	return hex.EncodeToString(bytes)
}

type wireInput struct {
	MaxPayload int     `json:"maxPayload"`
	Frames     []frame `json:"frames"`
	Prefix     string  `json:"prefix"` // in hexadecimal; what Go's AppendFrame appends to
	Large      int     `json:"large"`  // bytes of a payload that only Go's AppendFrame gets
}

// wire draws a frame with every high bit set, one that needs the third byte of the
// length, and one of zeros. AppendFrame also gets a payload that needs the fourth.
func wire(r *rand.Rand) any {
	high, low := graders.Between(r, 0xc1, 0xff), graders.Between(r, 0x80, 0xc0)
	return wireInput{MaxPayload: roomy, Prefix: unit(r)[:16], Large: 1<<24 + graders.Between(r, 300, 999), Frames: []frame{
		{Version: graders.Between(r, 128, 255), Type: high<<8 | low, Unit: unit(r), Size: graders.Between(r, 10, 60)},
		{Version: graders.Between(r, 1, 127), Type: graders.Between(r, 1, 9), Unit: unit(r), Size: 1<<16 + graders.Between(r, 300, 999)},
		{Unit: unit(r), Size: graders.Between(r, 1, 9)},
		{Version: 255, Type: 1<<16 - 1, Unit: unit(r), Size: 1},
	}}
}

type piecesInput struct {
	MaxPayload int     `json:"maxPayload"`
	Frames     []frame `json:"frames"`
	Sizes      []int   `json:"sizes"` // of the pieces that the first frame comes in
	Cuts       []int   `json:"cuts"`  // where the two frames are cut when they share a chunk
}

func pieces(r *rand.Rand) any {
	in := piecesInput{MaxPayload: roomy, Sizes: []int{1, 2, 3, 5, 6, 7, 8, graders.Between(r, 9, 19)}}
	for range 2 {
		size := graders.Between(r, 20, 60)
		in.Frames = append(in.Frames, plainFrame(r, size))
		in.Cuts = append(in.Cuts, graders.Between(r, 1, headerSize+size-1))
	}
	return in
}

type severalInput struct {
	MaxPayload int     `json:"maxPayload"`
	Frames     []frame `json:"frames"`
}

// several draws frames with empty ones among them and at the end.
func several(r *rand.Rand) any {
	in := severalInput{MaxPayload: roomy}
	for range graders.Between(r, 2, 4) {
		in.Frames = append(in.Frames, plainFrame(r, graders.Between(r, 8, 40)), plainFrame(r, 0))
	}
	return in
}

type limitInput struct {
	MaxPayload int   `json:"maxPayload"`
	Frame      frame `json:"frame"`    // as large as allowed
	Empty      frame `json:"empty"`    // as large as allowed where nothing is
	Declared   []int `json:"declared"` // lengths over the limit
}

func limit(r *rand.Rand) any {
	most := graders.Between(r, 16, 4000)
	return limitInput{
		MaxPayload: most, Frame: plainFrame(r, most), Empty: plainFrame(r, 0),
		Declared: []int{most + 1, 1<<31 + r.IntN(16), 1<<32 - 1},
	}
}

type endInput struct {
	MaxPayload int   `json:"maxPayload"`
	Whole      frame `json:"whole"`
	Second     frame `json:"second"`
	Empty      frame `json:"empty"`
	Cuts       []int `json:"cuts"` // how many bytes of the second frame arrive
}

func end(r *rand.Rand) any {
	size := graders.Between(r, 10, 40)
	return endInput{
		MaxPayload: roomy, Whole: plainFrame(r, graders.Between(r, 8, 30)), Second: plainFrame(r, size), Empty: plainFrame(r, 0),
		Cuts: []int{1, graders.Between(r, 2, headerSize-2), headerSize - 1, headerSize, headerSize + 1, headerSize + size - 1},
	}
}

type reusedInput struct {
	MaxPayload int     `json:"maxPayload"`
	Frames     []frame `json:"frames"`
	Split      frame   `json:"split"` // arrives in two chunks
	Tail       int     `json:"tail"`  // the bytes of the second chunk, fewer than a header
	Head       int     `json:"head"`  // the bytes of the first chunk where the header is cut, too
}

func reused(r *rand.Rand) any {
	in := reusedInput{MaxPayload: roomy, Split: plainFrame(r, graders.Between(r, 20, 60)), Tail: graders.Between(r, 1, headerSize-1), Head: graders.Between(r, 1, headerSize-1)}
	for range 3 {
		in.Frames = append(in.Frames, plainFrame(r, graders.Between(r, 10, 50)))
	}
	return in
}

type failsInput struct {
	MaxPayload int    `json:"maxPayload"`
	Frame      frame  `json:"frame"`
	Cuts       []int  `json:"cuts"` // how many bytes arrive before the reader fails
	Error      string `json:"error"`
}

func readerFails(r *rand.Rand) any {
	return failsInput{
		MaxPayload: roomy, Frame: plainFrame(r, 30), Error: "link " + graders.Token(r) + " went down",
		Cuts: []int{0, graders.Between(r, 1, headerSize-1), headerSize, headerSize + graders.Between(r, 1, 29)},
	}
}
