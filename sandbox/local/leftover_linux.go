package local

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"drill/graders"
	"drill/sandbox"
)

// lastWait bounds how long a keeper may take over the end of its process.
const lastWait = 5 * time.Second

// leftover is a process that an earlier drill left behind. It is a child of its
// keeper's, which keeps the limits and ends what it started.
type leftover struct {
	streams
	conn    *net.UnixConn // to the keeper
	harness int           // a pidfd
	told    chan struct{} // closed when the keeper has told the end, or cannot

	// Set before told is closed.
	exit  sandbox.Exit
	fault error
}

var _ sandbox.Process = (*leftover)(nil)

// takeOver claims the process behind a connection.
func takeOver(conn *net.UnixConn, limits graders.Limits, patience time.Duration) (*leftover, error) {
	if err := sameUser(conn); err != nil {
		return nil, err
	}
	_ = conn.SetDeadline(time.Now().Add(patience))
	if err := sendMessage(conn, claim{limits}); err != nil {
		return nil, err
	}
	descriptors, err := receive(conn)
	if err != nil {
		return nil, err
	}
	_ = conn.SetDeadline(time.Time{})
	l := &leftover{conn: conn, harness: descriptors[sentHarness], told: make(chan struct{})}
	for i, file := range []**os.File{&l.stdin, &l.stdout, &l.stderr} {
		_ = unix.SetNonblock(descriptors[i], true) // so that a wait for it can end
		*file = os.NewFile(uintptr(descriptors[i]), "pipe")
	}
	go l.listen()
	return l, nil
}

// listen waits for what the keeper tells. Without a keeper nobody would keep the
// limits, so the process ends with it.
func (l *leftover) listen() {
	var told ending
	if err := readMessage(l.conn, &told); err != nil {
		l.fault = fmt.Errorf("the keeper of the process is gone: %w", err)
		l.Kill()
	} else if told.Fault != "" {
		l.fault = errors.New(told.Fault)
	}
	l.exit = told.Exit
	close(l.told)
}

// Kill ends the harness itself and has the keeper end what it started. Should that
// one hang, all waits end a little later.
func (l *leftover) Kill() {
	_ = unix.PidfdSendSignal(l.harness, unix.SIGKILL, nil, 0)
	_ = l.conn.CloseWrite()
	l.hurry()
}

func (l *leftover) hurry() {
	late := time.Now().Add(lastWait)
	_ = l.conn.SetReadDeadline(late)
	for _, file := range l.files() {
		_ = file.SetDeadline(late)
	}
}

func (l *leftover) Wait() (sandbox.Exit, error) {
	l.hurry()
	<-l.told
	return l.exit, l.fault
}

// release returns when the keeper has removed everything, and what it was asked
// with is closed.
func (l *leftover) release() {
	l.Kill()
	<-l.told
	_, _ = io.Copy(io.Discard, l.conn)
	l.conn.Close()
	l.close()
	unix.Close(l.harness)
}
