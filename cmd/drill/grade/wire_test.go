//go:build linux || darwin

package grade

import (
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
)

// wire is a socket in front of the engine's that can be cut.
type wire struct {
	t    *testing.T
	path string
	real string

	mu      sync.Mutex
	down    bool
	refused int
	open    map[net.Conn]bool
}

func newWire(t *testing.T) *wire {
	t.Helper()
	info, err := docker.Available(t.Context(), engine.Options{})
	require.NoError(t, err)
	real, isSocket := strings.CutPrefix(info.Host, "unix://")
	if !isSocket {
		t.Skip("the engine is not behind a Unix socket")
	}
	w := &wire{t: t, real: real, path: filepath.Join(t.TempDir(), "engine.sock"), open: map[net.Conn]bool{}}
	listener, err := net.Listen("unix", w.path)
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go w.carry(c)
		}
	}()
	return w
}

func (w *wire) carry(c net.Conn) {
	defer c.Close()
	engine, err := net.Dial("unix", w.real)
	if err != nil {
		return
	}
	defer engine.Close()
	w.mu.Lock()
	if w.down {
		w.refused++
		w.mu.Unlock()
		return
	}
	w.open[c], w.open[engine] = true, true
	w.mu.Unlock()
	ended := make(chan struct{}, 2)
	pass := func(to, from net.Conn) {
		_, _ = io.Copy(to, from) // a wire that is cut ends both ways
		if half, ok := to.(*net.UnixConn); ok {
			_ = half.CloseWrite()
		}
		ended <- struct{}{}
	}
	go pass(engine, c)
	go pass(c, engine)
	<-ended
	<-ended
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = true
	for c := range w.open {
		c.Close()
	}
	clear(w.open)
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = false
}

func (w *wire) waitForRefused(n int) {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.refused >= n
	}, 2*time.Minute, 5*time.Millisecond)
}
