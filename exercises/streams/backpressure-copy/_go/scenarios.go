package main

import (
	gobytes "bytes"
	"context"
	"encoding/hex"
	"errors"
	"hash/fnv"
	"io"
	"sync"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"bytes":          bytes,
		"large":          large,
		"short-write":    shortWrite,
		"slow-sink":      slowSink,
		"slow-flush":     slowFlush,
		"source-fails":   sourceFails,
		"sink-fails":     sinkFails,
		"flush-fails":    flushFails,
		"both-fail":      bothFail,
		"stalled-source": stalledSource,
	})
}

// flow counts bytes that were read, and knows how far in the source the sink has come.
type flow struct {
	mu             sync.Mutex // held for moments only, so it does not stop virtual time
	size           int
	pulled, passed int
	last           byte
	part           int
}

// pull counts bytes that were read and returns how many are between the two ends.
func (f *flow) pull(n int) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pulled += n
	return f.pulled - f.passed
}

// advance moves on to behind the last byte that the sink has taken. Chunk i of the
// source holds bytes of i+1 only.
func (f *flow) advance(p []byte) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(p) == 0 {
		return f.passed
	}
	last := p[len(p)-1]
	part := len(p) - gobytes.IndexByte(p, last)
	if last == f.last {
		part += f.part
	}
	f.last, f.part = last, part
	f.passed = (int(last)-1)*f.size + part
	return f.passed
}

// attempt is one copy: what its ends do, and how it is called.
type attempt struct {
	s      *scenario.S
	name   string
	among  bool // others run at the same time, so goroutines cannot be told apart
	flow   *flow
	chunks [][]byte

	readFailsAt int   // the chunk from 0 whose Read fails; -1 for never
	withData    bool  // that Read brings the chunk, too
	stall       bool  // after the last chunk, instead of the end
	closedEOF   bool  // a Read that the source's Close ends says io.EOF
	closeErr    error // of the source's Close
	empty       bool  // a Read that brings nothing comes before each that does
	read        time.Duration

	write, flush time.Duration
	writeFailsAt int // the first chunk that the sink cannot take; -1 for never
	part         int // bytes of it that it takes all the same
	shortAt      int // the chunk of which the sink takes all but a byte, and says nothing; -1 for none
	flushFails   bool
	show         func(p []byte) scenario.Data

	err   error // what fails fails with it
	later error // what fails after that, with this one
}

func newAttempt(s *scenario.S, name string, chunks [][]byte) *attempt {
	size := 64
	if len(chunks) > 0 {
		size = len(chunks[0])
	}
	return &attempt{
		s: s, name: name, chunks: chunks, flow: &flow{size: size}, readFailsAt: -1, writeFailsAt: -1, shortAt: -1,
		write: time.Millisecond, flush: time.Millisecond,
	}
}

func (a *attempt) say(kind string, data scenario.Data) {
	all := scenario.Data{"case": a.name}
	for key, value := range data {
		all[key] = value
	}
	a.s.Emit(kind, all)
}

// run calls Copy and says how it ended, if it did, within an hour of virtual time; a
// second later all is over. Where it did not end, the source is closed, so that only what the solution started can be
// left behind.
func (a *attempt) run(ctx context.Context) {
	src := &source{attempt: a, closed: make(chan struct{})}
	returned := make(chan struct{})
	a.s.Go(func() {
		copied, err := solution.Copy(ctx, &sink{attempt: a}, src)
		a.settled(copied, err)
		if !a.among {
			a.say("left", scenario.Data{"count": a.s.Goroutines()})
		}
		close(returned)
	})
	select {
	case <-returned:
	case <-time.After(time.Hour):
		src.release()
	}
	a.s.Sleep(time.Second)
}

func (a *attempt) settled(copied int64, err error) {
	status := "fulfilled"
	if err != nil {
		status = "rejected"
	}
	a.say("settled", scenario.Data{
		"status": status, "copied": copied, "messages": scenario.Messages(err),
		"own": a.err != nil && errors.Is(err, a.err), "short": errors.Is(err, io.ErrShortWrite),
	})
}

// source hands out one chunk a Read and the last one together with io.EOF, as
// package io allows.
type source struct {
	*attempt
	next   int
	rest   []byte
	idle   bool // the Read before brought nothing
	closed chan struct{}
	once   sync.Once
}

func (r *source) release() { r.once.Do(func() { close(r.closed) }) }

func (r *source) Read(p []byte) (int, error) {
	if r.over() {
		return 0, errors.New("read from a closed source")
	}
	if len(r.rest) > 0 {
		return r.hand(p)
	}
	if r.next == r.readFailsAt && !r.withData {
		r.say("failing", scenario.Data{"end": "source"})
		return 0, r.err
	}
	if r.next == len(r.chunks) {
		if r.stall {
			<-r.closed
			if r.closedEOF {
				return 0, io.EOF
			}
			return 0, errors.New("read from a closed source")
		}
		return 0, io.EOF
	}
	if r.idle = r.empty && !r.idle; r.idle {
		return 0, nil
	}
	r.rest = r.chunks[r.next]
	r.next++
	return r.hand(p)
}

// over waits as long as a Read takes and reports whether the source was closed.
func (r *source) over() bool {
	if r.read > 0 {
		select {
		case <-r.closed:
		case <-time.After(r.read):
		}
	}
	select {
	case <-r.closed:
		return true
	default:
		return false
	}
}

// hand copies what there is into p, and uses the rest of p as scratch space, as
// package io allows.
func (r *source) hand(p []byte) (int, error) {
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	for i := range p[n:min(len(p), n+64)] {
		p[n+i] = 0xee
	}
	r.say("pull", scenario.Data{"bytes": n, "waiting": r.flow.pull(n)})
	switch {
	case len(r.rest) > 0:
		return n, nil
	case r.withData && r.next-1 == r.readFailsAt:
		r.say("failing", scenario.Data{"end": "source"})
		return n, r.err
	case r.next == len(r.chunks) && !r.stall && r.readFailsAt < 0:
		return n, io.EOF
	}
	return n, nil
}

func (r *source) Close() error {
	r.say("closed", scenario.Data{"end": "source"})
	r.release()
	return r.closeErr
}

// sink takes its time and says what it was given, once it has it.
type sink struct{ *attempt }

func (w *sink) Write(p []byte) (int, error) {
	w.say("write", scenario.Data{"bytes": len(p)})
	w.s.Sleep(w.write)
	if len(p) > 0 && w.writeFailsAt >= 0 && int(p[len(p)-1]) > w.writeFailsAt {
		w.say("failing", scenario.Data{"end": "sink"})
		part := min(w.part, len(p))
		if part > 0 {
			w.accept(p[:part])
		}
		return part, w.err
	}
	if w.shortAt >= 0 && int(p[len(p)-1]) > w.shortAt {
		w.shortAt = -1
		p = p[:len(p)-1]
		w.say("failing", scenario.Data{"end": "sink"})
	}
	w.accept(p)
	return len(p), nil
}

func (w *sink) accept(p []byte) {
	data := scenario.Data{}
	if w.show != nil {
		data = w.show(p)
	}
	data["bytes"], data["passed"] = len(p), w.flow.advance(p)
	w.say("accept", data)
}

func (w *sink) Close() error {
	w.say("closed", scenario.Data{"end": "sink"})
	w.s.Sleep(w.flush)
	if w.flushFails {
		w.say("failing", scenario.Data{"end": "sink"})
		if w.later != nil {
			return w.later
		}
		return w.err
	}
	w.say("flushed", scenario.Data{"end": "sink"})
	return nil
}

func filled(count, size int) [][]byte {
	chunks := make([][]byte, count)
	for i := range chunks {
		chunks[i] = gobytes.Repeat([]byte{byte(i + 1)}, size)
	}
	return chunks
}

func decoded(texts []string) [][]byte {
	chunks := make([][]byte, len(texts))
	for i, text := range texts {
		chunks[i], _ = hex.DecodeString(text)
	}
	return chunks
}

func shown(p []byte) scenario.Data { return scenario.Data{"hex": hex.EncodeToString(p)} }

// bytes has two copies run at once.
func bytes(s *scenario.S) {
	var in struct{ Copies [][]string }
	s.Input(&in)
	var copies sync.WaitGroup
	for i, name := range []string{"copy 1", "copy 2"} {
		a := newAttempt(s, name, decoded(in.Copies[i]))
		a.show, a.empty, a.among = shown, true, true
		copies.Go(func() { a.run(s.Context()) })
	}
	copies.Wait()
}

func large(s *scenario.S) {
	var in struct {
		Unit         string
		Size, Chunks int
	}
	s.Input(&in)
	unit, _ := hex.DecodeString(in.Unit)
	chunk := gobytes.Repeat(unit, in.Size/len(unit)+1)[:in.Size]
	chunks := make([][]byte, in.Chunks)
	for i := range chunks {
		chunks[i] = chunk
	}
	all := fnv.New32a()
	a := newAttempt(s, "large", chunks)
	a.show = func(p []byte) scenario.Data {
		all.Write(p)
		return scenario.Data{}
	}
	a.run(s.Context())
	s.Emit("sum", scenario.Data{"fnv": all.Sum32()})
}

func shortWrite(s *scenario.S) {
	for i, name := range []string{"a write", "the last write"} {
		a := newAttempt(s, name, filled(8, 64))
		a.shortAt = 3 + 4*i
		a.run(s.Context())
	}
}

func slowSink(s *scenario.S) {
	var in struct{ Chunks, Size, WriteMs int }
	s.Input(&in)
	a := newAttempt(s, "slow sink", filled(in.Chunks, in.Size))
	a.write = time.Duration(in.WriteMs) * time.Millisecond
	a.run(s.Context())
}

func slowFlush(s *scenario.S) {
	var in struct{ Chunks, FlushMs int }
	s.Input(&in)
	for _, chunks := range [][][]byte{filled(in.Chunks, 64), nil} {
		name := "slow flush"
		if len(chunks) == 0 {
			name = "empty source"
		}
		a := newAttempt(s, name, chunks)
		a.flush = time.Duration(in.FlushMs) * time.Millisecond
		a.run(s.Context())
	}
	a := newAttempt(s, "the source's Close fails", filled(in.Chunks, 64))
	a.closeErr = errClose
	a.run(s.Context())
}

// errClose is what a source's Close may fail with. It is never the first error that counts.
var errClose = errors.New("closing the source failed")

// wrapsEOF is an error that wraps io.EOF, and so is not the end of a source.
type wrapsEOF string

func (e wrapsEOF) Error() string { return string(e) }
func (e wrapsEOF) Unwrap() error { return io.EOF }

type failure struct {
	At, FlushMs int
	Error       string
}

// failing is an attempt at 12 chunks in which something is to fail.
func failing(s *scenario.S, name string) (*attempt, failure) {
	var in failure
	s.Input(&in)
	a := newAttempt(s, name, filled(12, 64))
	a.err = errors.New(in.Error)
	return a, in
}

func sourceFails(s *scenario.S) {
	a, in := failing(s, "the source fails")
	a.readFailsAt = in.At
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "the first read fails")
	a.readFailsAt = 0
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "a read brings data and an error")
	a.readFailsAt, a.withData = in.At, true
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "the source fails while a write may run")
	a.readFailsAt, a.write = in.At, time.Duration(in.FlushMs)*time.Millisecond
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "a read fails with an error that wraps io.EOF")
	a.readFailsAt, a.err = in.At, wrapsEOF(in.Error)
	a.closeErr = errClose
	a.run(s.Context())
}

func sinkFails(s *scenario.S) {
	a, in := failing(s, "the sink fails")
	a.writeFailsAt = in.At
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "the first write fails")
	a.writeFailsAt = 0
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "a write takes a part and fails")
	a.writeFailsAt, a.part = in.At, 7
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "the last write fails")
	a.chunks, a.writeFailsAt = a.chunks[:in.At], in.At-1
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "the sink fails while the source is silent")
	a.chunks, a.writeFailsAt, a.stall = a.chunks[:in.At], in.At-1, true
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "a write takes all and fails")
	a.writeFailsAt, a.part = in.At, 64
	a.closeErr = errClose
	a.run(s.Context())

	a, _ = failing(s, "a write fails with io.EOF")
	a.writeFailsAt, a.err = in.At, io.EOF
	a.closeErr = errClose
	a.run(s.Context())
}

func flushFails(s *scenario.S) {
	a, in := failing(s, "the flush fails")
	a.chunks, a.flushFails = a.chunks[:in.At], true
	a.flush = time.Duration(in.FlushMs) * time.Millisecond
	a.run(s.Context())

	a, _ = failing(s, "the flush of an empty copy fails")
	a.chunks, a.flushFails = nil, true
	a.run(s.Context())

	a, _ = failing(s, "the flush fails with io.EOF")
	a.chunks, a.flushFails, a.err = a.chunks[:in.At], true, io.EOF
	a.run(s.Context())
}

// bothFail has the sink's Close fail after the copy has failed.
func bothFail(s *scenario.S) {
	a, in := failing(s, "the source fails, then the flush")
	a.readFailsAt, a.flushFails, a.later = in.At, true, errors.New("the flush failed, too")
	a.run(s.Context())

	a, _ = failing(s, "a write fails, then the flush")
	a.writeFailsAt, a.flushFails, a.later = in.At, true, errors.New("the flush failed, too")
	a.run(s.Context())
}

func stalledSource(s *scenario.S) {
	var in struct {
		Chunks, AbortMs int
		Busy            struct{ Chunks, AbortMs, WriteMs int }
	}
	s.Input(&in)
	a := newAttempt(s, "while the source is silent", filled(in.Chunks, 64))
	a.stall = true
	a.runUntil(in.AbortMs)

	a = newAttempt(s, "while the source is silent, whose Read says io.EOF once it is closed", filled(in.Chunks, 64))
	a.stall, a.closedEOF = true, true
	a.runUntil(in.AbortMs)

	busy := func(name string, ms int) {
		a := newAttempt(s, name, filled(in.Busy.Chunks, 64))
		a.write = time.Duration(in.Busy.WriteMs) * time.Millisecond
		a.read = time.Microsecond // so that what is told of an abort comes first
		a.runUntil(ms)
	}
	busy("while the sink is busy", in.Busy.AbortMs)
	busy("before the call", 0)
}

// runUntil is run with a context that is cancelled after some milliseconds; 0 is before
// the call.
func (a *attempt) runUntil(ms int) {
	ctx, cancel := context.WithCancel(a.s.Context())
	abort := func() {
		a.say("abort", nil)
		cancel()
	}
	if ms == 0 {
		abort()
	} else {
		a.s.Go(func() {
			a.s.Sleep(time.Duration(ms)*time.Millisecond + time.Microsecond)
			abort()
		})
	}
	a.run(ctx)
}
