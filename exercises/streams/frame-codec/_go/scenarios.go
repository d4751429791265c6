package main

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"wire":          wire,
		"pieces":        pieces,
		"several":       several,
		"limit":         limit,
		"end":           end,
		"reused-memory": reusedMemory,
		"reader-fails":  readerFails,
	})
}

const (
	headerSize = 7
	most       = 20 // frames in a case, so that one who never sees the end stops too
)

type frame struct {
	Version uint8
	Type    uint16
	Unit    string
	Size    int
}

func (f frame) payload() []byte {
	unit, _ := hex.DecodeString(f.Unit)
	return slices.Repeat(unit, f.Size/len(unit)+1)[:f.Size]
}

// bytes are those of the frame: version u8, type u16, length u32, payload.
func (f frame) bytes() []byte {
	return append(header(f, uint32(f.Size)), f.payload()...)
}

func header(f frame, length uint32) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint16([]byte{f.Version}, f.Type), length)
}

// reader hands out at most one chunk a Read and then its last error: io.EOF
// unless told.
type reader struct {
	chunks   [][]byte
	last     error
	together bool // the last bytes come with the error
	empty    bool // a Read that brings nothing comes before each that does
	idle     bool // the Read before was one
}

func from(chunks ...[]byte) *reader { return &reader{chunks: chunks, last: io.EOF} }

func (r *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.chunks) == 0 {
		return 0, r.last
	}
	if r.idle = r.empty && !r.idle; r.idle {
		return 0, nil
	}
	n := copy(p, r.chunks[0])
	r.chunks[0] = r.chunks[0][n:]
	if len(r.chunks[0]) == 0 {
		r.chunks = r.chunks[1:]
	}
	if len(r.chunks) == 0 && r.together {
		return n, r.last
	}
	return n, nil
}

// read hands on frames until an error and says how it ended.
func read(s *scenario.S, name string, limit uint32, r *reader, each func(solution.Frame)) {
	for range most {
		f, err := solution.ReadFrame(r, limit)
		if err == io.EOF {
			s.Emit("ended", scenario.Data{"case": name})
			return
		}
		if err != nil {
			s.Emit("stopped", scenario.Data{
				"case": name, "error": err, "own": errors.Is(err, r.last) && r.last != io.EOF,
				"unexpected": errors.Is(err, io.ErrUnexpectedEOF), "tooLarge": errors.Is(err, solution.ErrTooLarge),
			})
			return
		}
		each(f)
	}
}

func show(s *scenario.S, name string, f solution.Frame) {
	s.Emit("frame", scenario.Data{"case": name, "version": f.Version, "type": f.Type, "data": hex.EncodeToString(f.Data)})
}

// run reads frames and says at once what each was.
func run(s *scenario.S, name string, limit uint32, r *reader) {
	read(s, name, limit, r, func(f solution.Frame) { show(s, name, f) })
}

func wire(s *scenario.S) {
	var in struct {
		MaxPayload uint32
		Frames     []frame
		Prefix     string
		Large      int
	}
	s.Input(&in)
	prefix, _ := hex.DecodeString(in.Prefix)
	r := from()
	for _, f := range in.Frames {
		r.chunks = append(r.chunks, f.bytes())
		for i, dst := range [][]byte{slices.Clone(prefix), nil, make([]byte, 0, 1<<10)} {
			encoded := solution.AppendFrame(dst, solution.Frame{Version: f.Version, Type: f.Type, Data: f.payload()})
			s.Emit("encoded", scenario.Data{"case": []string{"prefix", "nil", "room"}[i], "hex": hex.EncodeToString(encoded)})
		}
	}
	run(s, "wire", in.MaxPayload, r)
	encoded := solution.AppendFrame(nil, solution.Frame{Version: 1, Type: 0x0101, Data: make([]byte, in.Large)})
	s.Emit("encoded", scenario.Data{"case": "large", "hex": hex.EncodeToString(encoded[:min(len(encoded), headerSize)]), "length": len(encoded)})
}

func pieces(s *scenario.S) {
	var in struct {
		MaxPayload uint32
		Frames     []frame
		Sizes      []int
	}
	s.Input(&in)
	for _, size := range in.Sizes {
		r := from(slices.Collect(slices.Chunk(in.Frames[0].bytes(), size))...)
		run(s, fmt.Sprint("pieces of ", size), in.MaxPayload, r)
	}
	run(s, "with the end", in.MaxPayload, together(in.Frames[0].bytes()))
	r := from(slices.Collect(slices.Chunk(in.Frames[0].bytes(), 5))...)
	r.empty = true
	run(s, "with empty reads", in.MaxPayload, r)
}

func several(s *scenario.S) {
	var in struct {
		MaxPayload uint32
		Frames     []frame
	}
	s.Input(&in)
	var all []byte
	for _, f := range in.Frames {
		all = append(all, f.bytes()...)
	}
	run(s, "several", in.MaxPayload, from(all))
}

func limit(s *scenario.S) {
	var in struct {
		MaxPayload   uint32
		Frame, Empty frame
		Declared     []uint32
	}
	s.Input(&in)
	run(s, "largest", in.MaxPayload, from(in.Frame.bytes()))
	for _, declared := range in.Declared {
		run(s, fmt.Sprint("declares ", declared), in.MaxPayload, from(header(in.Frame, declared)))
	}
	over := header(in.Frame, in.MaxPayload+1)
	run(s, "in pieces", in.MaxPayload, from(slices.Collect(slices.Chunk(over, 1))...))
	run(s, "second", in.MaxPayload, from(in.Frame.bytes(), over))
	run(s, "empty", 0, from(in.Empty.bytes()))
	run(s, "nothing", 0, from(header(in.Frame, 1)))
	run(s, "top byte", 1<<24-1, from(header(in.Frame, 1<<24)))
}

func end(s *scenario.S) {
	var in struct {
		MaxPayload           uint32
		Whole, Second, Empty frame
		Cuts                 []int
	}
	s.Input(&in)
	run(s, "nothing", in.MaxPayload, from())
	run(s, "whole", in.MaxPayload, from(in.Whole.bytes()))
	run(s, "empty", in.MaxPayload, from(in.Empty.bytes()))
	run(s, "whole together", in.MaxPayload, together(in.Whole.bytes()))
	for _, cut := range in.Cuts {
		part := in.Second.bytes()[:cut]
		run(s, fmt.Sprint("cut at ", cut), in.MaxPayload, from(in.Whole.bytes(), part))
		run(s, fmt.Sprint("first cut at ", cut), in.MaxPayload, from(part))
		run(s, fmt.Sprint("cut in pieces at ", cut), in.MaxPayload, from(append([][]byte{in.Whole.bytes()}, slices.Collect(slices.Chunk(part, 1))...)...))
		run(s, fmt.Sprint("cut together at ", cut), in.MaxPayload, together(in.Whole.bytes(), part))
	}
}

// together is a reader whose last bytes come with io.EOF.
func together(chunks ...[]byte) *reader {
	r := from(chunks...)
	r.together = true
	return r
}

// reusedMemory looks at the frames only after all were read, and after more was
// appended to each.
func reusedMemory(s *scenario.S) {
	var in struct {
		MaxPayload uint32
		Frames     []frame
	}
	s.Input(&in)
	r := from()
	for _, f := range in.Frames {
		r.chunks = append(r.chunks, f.bytes())
	}
	var frames []solution.Frame
	read(s, "whole", in.MaxPayload, r, func(f solution.Frame) { frames = append(frames, f) })
	for _, f := range frames {
		_ = append(f.Data, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee, 0xee)
	}
	for _, f := range frames {
		show(s, "whole", f)
	}
}

func readerFails(s *scenario.S) {
	var in struct {
		MaxPayload uint32
		Frame      frame
		Cuts       []int
		Error      string
	}
	s.Input(&in)
	for _, cut := range in.Cuts {
		r := from()
		if cut > 0 {
			r = from(in.Frame.bytes()[:cut])
		}
		r.last = errors.New(in.Error)
		run(s, fmt.Sprint("fails at ", cut), in.MaxPayload, r)
	}
}
