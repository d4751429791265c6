package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"drill/graders"
)

// check is what a test beside the solution would be: the same slow sink as the
// scenario's, on the same virtual clock.
const check = `package solution

import (
	"bytes"
	"context"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

type slowSink struct{ taken int }

func (s *slowSink) Write(p []byte) (int, error) {
	time.Sleep(5 * time.Millisecond)
	s.taken += len(p)
	return len(p), nil
}

func (s *slowSink) Close() error { return nil }

func TestCopy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := &slowSink{}
		n, err := Copy(context.Background(), sink, io.NopCloser(bytes.NewReader(make([]byte, 1<<16))))
		if err != nil || n != 1<<16 || sink.taken != 1<<16 {
			t.Fatal(n, err, sink.taken)
		}
	})
}
`

// goTest is a side that runs a warm go test of the reference. The source changes
// each time, as it does when somebody works on it; everything else is cached.
func (b *bench) goTest(ctx context.Context) (side, error) {
	dir := filepath.Join(b.temp, "gotest")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return side{}, err
	}
	solution, err := b.exercise.Reference(graders.Go)
	if err != nil {
		return side{}, err
	}
	round := 0
	write := func() error {
		defer time.Sleep(booting)
		round++
		files := map[string]string{
			"go.mod":           "module solution\n\ngo 1.26\n",
			"solution_test.go": check,
			"solution.go":      fmt.Sprintf("%s\nconst round = %d\n", solution.Content, round),
		}
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
				return err
			}
		}
		return nil
	}
	test := command(ctx, dir, "go", "test", ".")
	test.prepare = write
	if _, err := test.time(); err != nil { // fills the build cache
		return side{}, err
	}
	return test, nil
}
