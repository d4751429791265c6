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
}

func from(chunks ...[]byte) *reader { return &reader{chunks: chunks, last: io.EOF} }

func (r *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.chunks) == 0 {
		return 0, r.last
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
				"case": name, "text": err.Error(), "own": errors.Is(err, r.last) && r.last != io.EOF,
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
	}
	s.Input(&in)
	prefix, _ := hex.DecodeString(in.Prefix)
	r := from()
	for _, f := range in.Frames {
		r.chunks = append(r.chunks, f.bytes())
		encoded := solution.AppendFrame(slices.Clone(prefix), solution.Frame{Version: f.Version, Type: f.Type, Data: f.payload()})
		s.Emit("encoded", scenario.Data{"hex": hex.EncodeToString(encoded)})
	}
	run(s, "wire", in.MaxPayload, r)
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
	r := from(in.Frames[0].bytes())
	r.together = true
	run(s, "with the end", in.MaxPayload, r)
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
		MaxPayload uint32
		Frame      frame
		Declared   []uint32
	}
	s.Input(&in)
	run(s, "largest", in.MaxPayload, from(in.Frame.bytes()))
	for _, declared := range in.Declared {
		run(s, fmt.Sprint("declares ", declared), in.MaxPayload, from(header(in.Frame, declared)))
	}
}

func end(s *scenario.S) {
	var in struct {
		MaxPayload    uint32
		Whole, Second frame
		Cuts          []int
	}
	s.Input(&in)
	run(s, "nothing", in.MaxPayload, from())
	run(s, "whole", in.MaxPayload, from(in.Whole.bytes()))
	for _, cut := range in.Cuts {
		run(s, fmt.Sprint("cut at ", cut), in.MaxPayload, from(in.Whole.bytes(), in.Second.bytes()[:cut]))
	}
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
