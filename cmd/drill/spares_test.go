package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"drill/sandbox/local"
)

// spares waits until a number of processes are kept ready for the script's next
// drill: spares COUNT. A drill that has ended has started its own, if any.
func spares(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: spares COUNT")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	temp := ts.Getenv("TMPDIR")
	late := time.After(30 * time.Second)
	for {
		running := sparesOf(temp)
		waiting, err := filepath.Glob(filepath.Join(temp, "drill-left-*", "*", "socket"))
		ts.Check(err)
		if running == want && len(waiting) == want {
			return
		}
		select {
		case <-late:
			ts.Fatalf("%d spares run and %d wait, not %d", running, len(waiting), want)
		case <-time.After(time.Millisecond):
		}
	}
}

// sparesOf counts the processes that keep something ready in a temporary folder.
func sparesOf(temp string) int {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	count := 0
	for _, line := range lines {
		text, _ := os.ReadFile(line) // the process may have ended
		words := bytes.Split(text, []byte{0})
		if len(words) > 2 && string(words[1]) == "keep" && bytes.Contains(text, []byte("\x00"+temp+"\x00")) {
			count++
		}
	}
	return count
}

// sealed reports whether this machine confines a process so well that one can be
// left behind.
func sealed(cache string) bool {
	s, err := local.New(local.Options{Cache: cache})
	if err != nil {
		return false
	}
	defer s.Close()
	return strings.Contains(s.Confinement(), "landlock") && strings.Contains(s.Confinement(), "seccomp")
}
