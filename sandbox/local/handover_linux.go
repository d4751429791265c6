package local

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"drill/graders"
	"drill/sandbox"
)

// A keeper hands its process over on one connection of a socket: it is sent a
// [claim], answers with handedOver and the descriptors of the process, and tells
// its [ending]. Whoever claimed it drives the process itself, so a job, what was
// recorded and every error are what they are with a process of one's own. That the
// connection ends means to kill the process, to the one side, and that the keeper
// is gone, to the other.
type claim struct {
	Limits graders.Limits `json:"limits"`
}

// ending is how the process ended, once nothing of it is left.
type ending struct {
	Exit  sandbox.Exit `json:"exit"`
	Fault string       `json:"fault,omitempty"`
}

const (
	handedOver = "ok\n"
	// longestMessage bounds what is read of a claim and of an ending.
	longestMessage = 4 << 10
)

// The descriptors that are handed over.
const (
	sentStdin = iota
	sentStdout
	sentStderr
	sentHarness // a pidfd, which kills also when the keeper cannot
	sentCount
)

func sendMessage(conn *net.UnixConn, message any) error {
	return json.NewEncoder(conn).Encode(message)
}

func readMessage(conn *net.UnixConn, message any) error {
	line, err := bufio.NewReader(io.LimitReader(conn, longestMessage)).ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, message)
}

// handOver sends the descriptors of a process. The keeper's own are closed then:
// streams end when the two that use them close theirs.
func (p *process) handOver(conn *net.UnixConn) error {
	pid := p.cmd.Process.Pid
	harness, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return err
	}
	defer unix.Close(harness)
	if !p.alive() { // the number may be another process's by now
		return os.ErrProcessDone
	}
	descriptors := make([]int, sentCount)
	for i, file := range p.files() {
		raw, err := file.SyscallConn() // Fd would make it a blocking one
		if err != nil {
			return err
		}
		if err := raw.Control(func(fd uintptr) { descriptors[i] = int(fd) }); err != nil {
			return err
		}
	}
	descriptors[sentHarness] = harness
	_, _, err = conn.WriteMsgUnix([]byte(handedOver), unix.UnixRights(descriptors...), nil)
	p.close()
	return err
}

// receive reads what handOver sends.
func receive(conn *net.UnixConn) ([]int, error) {
	text, rights := make([]byte, len(handedOver)), make([]byte, unix.CmsgSpace(4*sentCount))
	n, nRights, flags, _, err := conn.ReadMsgUnix(text, rights)
	if err != nil {
		return nil, err
	}
	descriptors, err := parseRights(rights[:nRights])
	if err == nil && (string(text[:n]) != handedOver || len(descriptors) != sentCount || flags&syscall.MSG_CTRUNC != 0) {
		err = errors.New("that was no process")
	}
	if err != nil {
		closeAll(descriptors)
		return nil, err
	}
	return descriptors, nil
}

func parseRights(text []byte) ([]int, error) {
	messages, err := unix.ParseSocketControlMessage(text)
	if err != nil {
		return nil, err
	}
	var all []int
	for i := range messages {
		descriptors, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			return all, err
		}
		all = append(all, descriptors...)
	}
	return all, nil
}

func closeAll(descriptors []int) {
	for _, fd := range descriptors {
		unix.Close(fd)
	}
}
