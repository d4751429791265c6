package local

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// impostor listens where a keeper would and does with the first connection what it
// is told. The file stays when the listener is closed.
func impostor(t *testing.T, s *Sandbox, answer func(conn *net.UnixConn)) (socket string) {
	t.Helper()
	socket = socketOf(t, s, nodeKind)
	require.NoError(t, os.MkdirAll(filepath.Dir(socket), 0o700))
	dir, err := openRunDir(s.runDirs(), filepath.Base(filepath.Dir(socket)))
	require.NoError(t, err)
	defer dir.close()
	listener, err := dir.listen()
	require.NoError(t, err)
	served := make(chan struct{})
	go func() {
		defer close(served)
		if conn, err := listener.AcceptUnix(); err == nil {
			answer(conn)
			conn.Close()
		}
	}()
	t.Cleanup(func() {
		listener.Close()
		<-served
		require.NoError(t, os.RemoveAll(s.runDirs()))
	})
	if answer == nil {
		listener.Close()
	}
	return socket
}

// hang says nothing until the other side goes away.
func hang(conn *net.UnixConn) { _, _ = io.Copy(io.Discard, conn) }

// handPipes answers like a keeper, with ends of pipes in place of a process.
func handPipes(t *testing.T, conn *net.UnixConn, text string, count int) {
	t.Helper()
	read, write, err := os.Pipe()
	require.NoError(t, err)
	var descriptors []int
	for i := range count {
		descriptors = append(descriptors, int([]*os.File{write, read, read, read}[i].Fd()))
	}
	_, _, err = conn.WriteMsgUnix([]byte(text), unix.UnixRights(descriptors...), nil)
	require.NoError(t, err)
	require.NoError(t, read.Close())
	require.NoError(t, write.Close())
}

func TestNoImpostorCostsAVerdict(t *testing.T) {
	for name, answer := range map[string]func(conn *net.UnixConn){
		"nobody listens":                nil,
		"it hangs up":                   func(*net.UnixConn) {},
		"it hangs":                      hang,
		"garbage":                       func(conn *net.UnixConn) { _, _ = conn.Write([]byte("garbage, and a lot of it\n")) },
		"no descriptors":                func(conn *net.UnixConn) { _, _ = conn.Write([]byte(handedOver)) },
		"too few descriptors":           func(conn *net.UnixConn) { handPipes(t, conn, handedOver, sentCount-1) },
		"descriptors with another word": func(conn *net.UnixConn) { handPipes(t, conn, "no\n", sentCount) },
		"descriptors of no process":     func(conn *net.UnixConn) { handPipes(t, conn, handedOver, sentCount) },
		"an end that is garbage": func(conn *net.UnixConn) {
			handPipes(t, conn, handedOver, sentCount)
			_, _ = conn.Write(append(make([]byte, 2*longestMessage), '\n'))
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, client := newTwo(t)
			client.left.patience = 50 * time.Millisecond
			impostor(t, client, answer)
			assert.False(t, isSpare(t, client, rawJob(``)))
		})
	}
}

func TestWhoHangsIsAskedOnce(t *testing.T) {
	_, client := newTwo(t)
	client.left.patience = 50 * time.Millisecond
	socket := impostor(t, client, hang)
	assert.False(t, isSpare(t, client, rawJob(``)))
	assert.NoFileExists(t, socket)
}

func TestAFolderThatOthersCanUseIsNot(t *testing.T) {
	for _, which := range []func(socket string) string{
		filepath.Dir,
		func(socket string) string { return filepath.Dir(filepath.Dir(socket)) },
	} {
		_, client := newTwo(t)
		asked := false
		socket := impostor(t, client, func(*net.UnixConn) { asked = true })
		folder := which(socket)
		require.NoError(t, os.Chmod(folder, 0o777))
		assert.False(t, isSpare(t, client, rawJob(``)))
		assert.False(t, asked)
		err := client.Keep(t.Context(), nodeKind.language, false)
		assert.ErrorContains(t, err, "is not this user's alone")
		require.NoError(t, os.RemoveAll(folder))
		require.NoError(t, os.Symlink(t.TempDir(), folder))
		assert.Error(t, client.Keep(t.Context(), nodeKind.language, false), "a link leads elsewhere")
	}
}
