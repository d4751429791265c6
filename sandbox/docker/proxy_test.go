package docker

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// proxy stands between drill and the engine and fails as it is told.
type proxy struct {
	mu          sync.Mutex
	connections map[net.Conn]bool
	seen        []string // requests, as "POST create"
	cutAt       string   // words after which all connections break
	// fail decides which requests break; it may do something first.
	fail func(request string, count int) bool
	// answer answers a request instead of the engine, or returns false; it may change
	// the request. It may be nil.
	answer func(request string, w http.ResponseWriter, r *http.Request) bool
}

// behind returns a connection through a new proxy.
func behind(t *testing.T, cutAt string, fail func(request string, count int) bool) (*proxy, *engine.Engine) {
	t.Helper()
	real := connect(t)
	socket := strings.TrimPrefix(real.Host, "unix://")
	if socket == real.Host {
		t.Skip("the engine is not behind a Unix socket")
	}
	_, err := image.New(real, probe()).Ensure(context.Background(), graders.Node, image.Options{})
	require.NoError(t, err)
	p := &proxy{connections: map[net.Conn]bool{}, fail: fail, cutAt: cutAt}
	path := filepath.Join(t.TempDir(), "engine.sock")
	listener, err := net.Listen("unix", path)
	require.NoError(t, err)
	forward := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "engine"})
	forward.FlushInterval = -1
	forward.Transport = &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socket)
	}}
	server := &http.Server{Handler: p.handler(forward), ConnState: p.track}
	go server.Serve(watched{listener, p})
	t.Cleanup(func() { server.Close() })
	e, err := engine.Connect(context.Background(), engine.Options{Host: "unix://" + path})
	require.NoError(t, err)
	t.Cleanup(func() { e.Close() })
	return p, e
}

func (p *proxy) track(c net.Conn, state http.ConnState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if state == http.StateNew {
		p.connections[c] = true
	}
}

// cut breaks all connections, also those that carry a sandbox's streams.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.connections {
		c.Close()
	}
	clear(p.connections)
}

func (p *proxy) handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")
		request := r.Method + " " + parts[len(parts)-1]
		if r.Method == http.MethodDelete {
			request = "DELETE"
		}
		p.mu.Lock()
		p.seen = append(p.seen, request)
		p.mu.Unlock()
		if p.fail != nil && p.fail(request, p.count(request)) {
			panic(http.ErrAbortHandler)
		}
		if p.answer != nil && p.answer(request, w, r) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (p *proxy) count(request string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, seen := range p.seen {
		if seen == request {
			n++
		}
	}
	return n
}

// watched hands out connections that break after certain words.
type watched struct {
	net.Listener
	proxy *proxy
}

func (w watched) Accept() (net.Conn, error) {
	c, err := w.Listener.Accept()
	return watchedConn{c, w.proxy}, err
}

type watchedConn struct {
	net.Conn
	proxy *proxy
}

func (c watchedConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	if words := c.proxy.cutAt; words != "" && bytes.Contains(b, []byte(words)) {
		c.proxy.cut()
	}
	return n, err
}
