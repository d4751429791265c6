package main

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// leftover reads a pipe up to its deadline, and then what stands in the pipe
// already: on a busy machine the reader may get its turn only after the deadline,
// and a process that has ended has written all it will.
type leftover struct {
	pipe *os.File
	room int // bytes to read at most after the deadline: something else may go on writing
}

// pipeSize is more than a pipe holds on any system.
const pipeSize = 1 << 20

func leftoverOf(pipe *os.File) *leftover { return &leftover{pipe, pipeSize} }

func (l *leftover) Read(p []byte) (int, error) {
	n, err := l.pipe.Read(p)
	if n > 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		return n, err
	}
	return l.standing(p[:min(len(p), l.room)])
}

// standing reads without waiting; the pipe is in non-blocking mode.
func (l *leftover) standing(p []byte) (int, error) {
	raw, err := l.pipe.SyscallConn()
	if err != nil || len(p) == 0 {
		return 0, io.EOF
	}
	n := 0
	if controlled := raw.Control(func(fd uintptr) { n, err = syscall.Read(int(fd), p) }); controlled != nil || err != nil || n <= 0 {
		return 0, io.EOF
	}
	l.room -= n
	return n, nil
}
