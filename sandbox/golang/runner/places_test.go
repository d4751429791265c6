package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPlaces(t *testing.T) {
	one := frame{function: "zz/solution.Do", file: "solution.go", line: 7}
	started := frame{function: "zz/solution.Do", file: "solution.go", line: 9, creator: true}
	theirs := frame{function: "main.one.func1", file: "scenarios.go", line: 30}
	lock := frame{function: "sync.(*Mutex).Lock", file: "sync/mutex.go", line: 46}
	group := frame{function: waitGroup, file: "sync/waitgroup.go", line: 237, creator: true}
	for _, test := range []struct {
		want   string
		frames []frame
	}{
		{"wait in solution.go:7", []frame{lock, one}},
		{"wait in what solution.go:7 calls", []frame{lock, theirs, one}},
		{"wait in solution.go:7", []frame{one, theirs}},
		{"wait, started in solution.go:9", []frame{lock, started}},
		{"wait in what the exercise handed over", []frame{theirs, group}},
		{"wait in sync.(*Mutex).Lock", []frame{lock}},
		{"wait in solution.Other", []frame{{function: "zz/solution.Other", file: "elsewhere.go"}}},
		{"wait", nil},
	} {
		assert.Equal(t, test.want, goroutine{state: "wait", frames: test.frames}.waits())
	}
	many := []goroutine{{state: "a"}, {state: "b"}, {state: "a"}, {state: "c"}, {state: "d"}, {state: "e"}, {state: "f"}, {state: "g"}}
	assert.Equal(t, "at a (2 goroutines), b, c, d, e, and in 2 other places", places("at ", many))
}
