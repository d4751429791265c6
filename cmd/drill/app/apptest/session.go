//go:build linux || darwin

package apptest

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/stretchr/testify/require"
	"golang.org/x/term"
)

// patience bounds a wait for output that does not come; passing tests never wait
// that long.
const patience = 30 * time.Second

// Session is drill at a pseudo-terminal, with a person's folder and home.
type Session struct {
	t        *testing.T
	Dir      string
	home     string
	command  *exec.Cmd
	terminal *os.File
	before   *term.State

	mu   sync.Mutex
	all  bytes.Buffer
	seen int           // what was expected already
	more chan struct{} // output has arrived, or ended
	done bool
}

// NewSession is a person who has not called drill yet.
func NewSession(t *testing.T) *Session { return &Session{t: t, Dir: t.TempDir(), home: t.TempDir()} }

// StartSession starts a first session, in a new folder and home.
func StartSession(t *testing.T, args ...string) *Session {
	return NewSession(t).Again(args...)
}

// Again starts another session in the same folder and home.
func (s *Session) Again(args ...string) *Session {
	next := &Session{t: s.t, Dir: s.Dir, home: s.home, more: make(chan struct{}, 1)}
	next.command = exec.Command("sample", args...)
	next.command.Dir = s.Dir
	next.command.Env = append(os.Environ(), "DRILL_HOME="+s.home, "TERM=xterm", "NO_COLOR=1")
	master, slave, err := pty.Open()
	require.NoError(s.t, err)
	next.terminal = master
	next.before, err = term.GetState(int(master.Fd()))
	require.NoError(s.t, err)
	next.command.Stdin, next.command.Stdout, next.command.Stderr = slave, slave, slave
	next.command.SysProcAttr = ownTerminal()
	require.NoError(s.t, next.command.Start())
	require.NoError(s.t, slave.Close())
	go next.collect()
	s.t.Cleanup(func() {
		_ = next.command.Process.Kill()
		_ = master.Close()
	})
	return next
}

func (s *Session) collect() {
	buffer := make([]byte, 4096)
	for {
		n, err := s.terminal.Read(buffer)
		s.mu.Lock()
		s.all.Write(buffer[:n])
		s.done = err != nil
		s.mu.Unlock()
		select {
		case s.more <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// Expect waits for text behind what was expected before.
func (s *Session) Expect(text string) {
	s.t.Helper()
	late := time.After(patience)
	for {
		s.mu.Lock()
		rest, done := s.all.String()[s.seen:], s.done
		at := strings.Index(rest, text)
		if at >= 0 {
			s.seen += at + len(text)
		}
		s.mu.Unlock()
		if at >= 0 {
			return
		}
		if done {
			s.t.Fatalf("the session ended without %q:\n%s", text, s.Text())
		}
		select {
		case <-s.more:
		case <-late:
			s.t.Fatalf("%q did not come:\n%s", text, s.Text())
		}
	}
}

// Text is all that was shown so far.
func (s *Session) Text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// Press types keys.
func (s *Session) Press(keys string) {
	s.t.Helper()
	_, err := s.terminal.WriteString(keys)
	require.NoError(s.t, err)
}

// Wait returns the exit code.
func (s *Session) Wait() int {
	s.t.Helper()
	ended := make(chan struct{})
	go func() {
		_ = s.command.Wait() // the exit code says it
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		s.t.Fatalf("drill did not end:\n%s", s.Text())
	}
	return s.command.ProcessState.ExitCode()
}

// RequireTerminalAsBefore fails when echo or line editing was left switched off.
func (s *Session) RequireTerminalAsBefore() {
	s.t.Helper()
	after, err := term.GetState(int(s.terminal.Fd()))
	require.NoError(s.t, err)
	require.Equal(s.t, s.before, after)
}
