package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"drill/exercises"
	"drill/graders"
)

// vetted is what is said of a body of a function.
func vetted(imports, body string, network bool) string {
	j := job{Imports: append(graders.DefaultImports(), "net", "net/http", "text/template"), Network: network}
	found, unread := checkSource("package solution\n\nimport ("+imports+")\n\nfunc Do() {\n"+body+"\n}\n", j)
	switch {
	case unread != nil:
		return unread.message
	case found == nil:
		return ""
	}
	return found.message
}

func TestWhatReachesTheMachineIsRefused(t *testing.T) {
	const opens = "http.Dir opens files, which this exercise does not allow"
	for _, test := range []struct{ imports, body, want string }{
		{`"net/http"`, `http.Dir("/proc/self").Open("mem")`, "solution.go:6:1: " + opens},
		{`web "net/http"`, `var d web.FileSystem = web.Dir("/")`, opens},
		{`"net/http"`, `type dir struct{ http.Dir }`, opens},
		{`"net/http"`, `type dir = http.Dir`, opens},
		{`"net/http"`, `_ = func() http.Handler { return http.FileServer(nil) }`, "http.FileServer opens files"},
		{`"net/http"`, `(http).ServeFile(nil, nil, "/etc/passwd")`, "http.ServeFile opens files"},
		{`"net/http"`, `{ http := 1; _ = http }; _ = http.Dir("/")`, opens},
		{`"net/http"`, `(&http.Server{}).ListenAndServeTLS("a", "b")`, "the method ListenAndServeTLS opens files"},
		{`"text/template"`, `template.New("x").ParseFiles("/etc/passwd")`, "the method ParseFiles opens files"},
		{`"net/http"`, `http.Get("http://localhost")`, "http.Get reaches the network"},
		{`"net"`, `net.Listen("tcp", ":0")`, "net.Listen reaches the network"},
		{`. "net/http"`, `_ = Dir("/")`, `solution.go:3:9: import "net/http" without the dot`},
	} {
		assert.Contains(t, vetted(test.imports, test.body, false), test.want, test.body)
	}
}

func TestWhatReachesNothingIsAllowed(t *testing.T) {
	for _, test := range []struct {
		imports, body string
		network       bool
	}{
		{`"net/http"`, `http.Error(nil, "", http.StatusTeapot); _ = http.FileServerFS; _ = http.ServeFileFS; _ = &http.Server{}`, false},
		{`"net/http"`, `http.Get("http://localhost")`, true},
		{`"net"`, `net.Listen("tcp", ":0"); _, _ = net.Pipe()`, true},
		{`"net/http"`, `http := struct{ Dir int }{}; http.Dir = 1; http.Dir++; _ = &http.Dir`, false},
		{`"log"`, `func(log struct{ n int }) { log.n = 1 }(struct{ n int }{})`, false},
		{`"io"`, `list := []error{}; list[0] = io.EOF; for _, list[0] = range []error{io.EOF} {}; err := io.EOF; _ = &err`, false},
		{`"math/rand/v2"`, `n := rand.IntN(3); n++; _ = n`, false},
	} {
		assert.Empty(t, vetted(test.imports, test.body, test.network), test.body)
	}
}

func TestOtherPackagesCannotBeChanged(t *testing.T) {
	for _, test := range []struct{ imports, body string }{
		{`"io"`, `io.EOF = nil`},
		{`"io"`, `func() { defer func() { (io.EOF) = nil }() }()`},
		{`"io"`, `_, io.EOF = 1, nil`},
		{`"io"`, `p := &io.EOF; *p = nil`},
		{`"io"`, `*&io.EOF = nil`},
		{`"io"`, `for _, io.EOF = range []error{nil} {}`},
		{`"io"`, `for io.EOF = range func(func(error) bool) {} {}`},
		{`"io"`, `c := make(chan error); select { case io.EOF = <-c: }`},
		{`web "net/http"`, `web.DefaultClient.Timeout = 1`},
		{`"net/http"`, `http.DefaultTransport.(*http.Transport).Proxy = nil`},
		{`"runtime"`, `runtime.MemProfileRate++`},
		{`"unicode"`, `unicode.Scripts["Latin"] = nil`},
		{`random "math/rand/v2"`, `random.X = nil`},
	} {
		assert.Regexp(t, `^solution\.go:6:\d+: \S+ belongs to package \S+: it cannot be changed, nor its address taken$`,
			vetted(test.imports, test.body, false), test.body)
	}
}

// A file that only the compiler can read is refused: nobody has vetted it.
func TestWhatDoesNotParseIsNotVetted(t *testing.T) {
	assert.Contains(t, vetted("", strings.Repeat("{", 200_000)+strings.Repeat("}", 200_000), false), "does not parse")
}

// TestAllowedPackagesWereLookedThrough keeps a new package from being allowed before
// somebody has asked what it offers to reach the machine, and has written that into reach.
func TestAllowedPackagesWereLookedThrough(t *testing.T) {
	lookedThrough := strings.Fields(`
		bufio bytes cmp container/heap container/list container/ring context encoding/base64 encoding/binary encoding/hex encoding/json
		errors fmt hash hash/crc32 hash/fnv hash/maphash io iter maps math math/bits math/rand math/rand/v2 log regexp runtime slices
		sort strconv strings sync sync/atomic time unicode unicode/utf8 unicode/utf16 net/http runtime/debug`)
	const todo = "%s: look through what the package offers that opens files, dials, listens or starts, write it into reach.go, and add it here"
	assert.Subset(t, lookedThrough, graders.DefaultImports(), todo, "every exercise")
	for _, e := range exercises.All() {
		assert.Subset(t, lookedThrough, e.Imports, todo, e.Slug)
	}
}
