package main

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"bytes":          bytes,
		"short-write":    shortWrite,
		"slow-sink":      slowSink,
		"slow-flush":     slowFlush,
		"source-fails":   sourceFails,
		"sink-fails":     sinkFails,
		"flush-fails":    flushFails,
		"stalled-source": stalledSource,
	})
}

// flow counts bytes that were read and those that the sink has taken.
type flow struct{ pulled, accepted atomic.Int64 }

// source hands out one chunk a Read and the last one together with io.EOF, as
// package io allows.
type source struct {
	s      *scenario.S
	flow   *flow
	chunks [][]byte
	next   int
	failAt int // -1 for never
	err    error
	stall  bool // after the last chunk, instead of the end
	closed chan struct{}
	once   sync.Once
}

func newSource(s *scenario.S, f *flow, chunks [][]byte) *source {
	return &source{s: s, flow: f, chunks: chunks, failAt: -1, closed: make(chan struct{})}
}

func (r *source) Read(p []byte) (int, error) {
	if r.next == r.failAt {
		r.s.Emit("failing", scenario.Data{"end": "source"})
		return 0, r.err
	}
	if r.next == len(r.chunks) {
		if r.stall {
			<-r.closed
			return 0, errors.New("read from a closed source")
		}
		return 0, io.EOF
	}
	n := copy(p, r.chunks[r.next])
	r.s.Emit("pull", scenario.Data{"bytes": n, "waiting": r.flow.pulled.Add(int64(n)) - r.flow.accepted.Load()})
	if n < len(r.chunks[r.next]) {
		r.chunks[r.next] = r.chunks[r.next][n:]
		return n, nil
	}
	r.next++
	if r.next == len(r.chunks) && !r.stall && r.failAt < 0 {
		return n, io.EOF
	}
	return n, nil
}

func (r *source) Close() error {
	r.s.Emit("closed", scenario.Data{"end": "source"})
	r.once.Do(func() { close(r.closed) })
	return nil
}

// sink takes its time and says how much it was given, or what.
type sink struct {
	s        *scenario.S
	flow     *flow
	write    time.Duration
	flush    time.Duration
	failAt   int // the chunk of 64 bytes that fails; -1 for never
	err      error
	flushErr error
	short    bool // takes one byte less than it is given, and says nothing
	show     bool // says which bytes it is given, not only how many
}

func newSink(s *scenario.S, f *flow) *sink {
	return &sink{s: s, flow: f, write: time.Millisecond, flush: time.Millisecond, failAt: -1}
}

func (w *sink) Write(p []byte) (int, error) {
	data := scenario.Data{"bytes": len(p)}
	if w.show {
		data["hex"] = hex.EncodeToString(p)
	}
	w.s.Emit("write", data)
	w.s.Sleep(w.write)
	if w.failAt >= 0 && int(w.flow.accepted.Load())+len(p) > 64*w.failAt {
		w.s.Emit("failing", scenario.Data{"end": "sink"})
		return 0, w.err
	}
	w.flow.accepted.Add(int64(len(p)))
	w.s.Emit("accept", scenario.Data{"bytes": len(p)})
	if w.short {
		return len(p) - 1, nil
	}
	return len(p), nil
}

func (w *sink) Close() error {
	w.s.Emit("closed", scenario.Data{"end": "sink"})
	w.s.Sleep(w.flush)
	if w.flushErr != nil {
		w.s.Emit("failing", scenario.Data{"end": "sink"})
		return w.flushErr
	}
	w.s.Emit("flushed", scenario.Data{"end": "sink"})
	return nil
}

// run runs the copy and says how it ended, if it did, within an hour of virtual
// time. The source is closed afterwards, so that only what the solution started
// can be left behind.
func run(s *scenario.S, ctx context.Context, dst *sink, src *source) {
	s.Go(func() {
		copied, err := solution.Copy(ctx, dst, src)
		status := "fulfilled"
		if err != nil {
			status = "rejected"
		}
		s.Emit("settled", scenario.Data{"status": status, "copied": copied, "messages": scenario.Messages(err)})
	})
	s.Sleep(time.Hour)
	src.once.Do(func() { close(src.closed) })
	s.Sleep(time.Second)
}

func filled(count, size int) [][]byte {
	chunks := make([][]byte, count)
	for i := range chunks {
		chunks[i] = make([]byte, size)
	}
	return chunks
}

func decoded(s *scenario.S) [][]byte {
	var in struct{ Chunks []string }
	s.Input(&in)
	chunks := make([][]byte, len(in.Chunks))
	for i, text := range in.Chunks {
		chunks[i], _ = hex.DecodeString(text)
	}
	return chunks
}

func bytes(s *scenario.S) {
	f := &flow{}
	dst := newSink(s, f)
	dst.show = true
	run(s, s.Context(), dst, newSource(s, f, decoded(s)))
}

func shortWrite(s *scenario.S) {
	f := &flow{}
	dst := newSink(s, f)
	dst.short = true
	run(s, s.Context(), dst, newSource(s, f, decoded(s)))
}

func slowSink(s *scenario.S) {
	var in struct{ Chunks, Size, WriteMs int }
	s.Input(&in)
	f := &flow{}
	dst := newSink(s, f)
	dst.write = time.Duration(in.WriteMs) * time.Millisecond
	run(s, s.Context(), dst, newSource(s, f, filled(in.Chunks, in.Size)))
}

func slowFlush(s *scenario.S) {
	var in struct{ Chunks, FlushMs int }
	s.Input(&in)
	f := &flow{}
	dst := newSink(s, f)
	dst.flush = time.Duration(in.FlushMs) * time.Millisecond
	run(s, s.Context(), dst, newSource(s, f, filled(in.Chunks, 64)))
}

type failure struct {
	At    int
	Error string
}

func sourceFails(s *scenario.S) {
	var in failure
	s.Input(&in)
	f := &flow{}
	src := newSource(s, f, filled(12, 64))
	src.failAt, src.err = in.At, errors.New(in.Error)
	run(s, s.Context(), newSink(s, f), src)
}

func sinkFails(s *scenario.S) {
	var in failure
	s.Input(&in)
	f := &flow{}
	dst := newSink(s, f)
	dst.failAt, dst.err = in.At, errors.New(in.Error)
	run(s, s.Context(), dst, newSource(s, f, filled(12, 64)))
}

func flushFails(s *scenario.S) {
	var in failure
	s.Input(&in)
	f := &flow{}
	dst := newSink(s, f)
	dst.flushErr = errors.New(in.Error)
	run(s, s.Context(), dst, newSource(s, f, filled(in.At, 64)))
}

func stalledSource(s *scenario.S) {
	var in struct{ Chunks, AbortMs int }
	s.Input(&in)
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	s.Go(func() {
		s.Sleep(time.Duration(in.AbortMs) * time.Millisecond)
		s.Emit("abort", nil)
		cancel()
	})
	f := &flow{}
	src := newSource(s, f, filled(in.Chunks, 64))
	src.stall = true
	run(s, ctx, newSink(s, f), src)
}
