// Package node holds the program that runs Node.js solutions inside a sandbox.
//
// The harness reads one job from its standard input and writes the trace to its
// standard output, as docs/protocol.md says. It needs Node.js 20 or newer and no
// package. It is started as
//
//	node <Flags> <folder>/<Entry> --work=DIR [--rehearse] [--idle=SECONDS]
//
// With [Rehearse] it prepares for a job that comes later; without, it waits for
// one that comes at once.
package node

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"sync"
	"testing/fstest"
)

// Entry is the file of [Harness] that node is started with.
const Entry = "main.cjs"

// OldestMajor is the oldest major version of Node.js that the harness runs on.
const OldestMajor = 20

// Rehearse is the argument for a harness that is booted ahead of its job.
const Rehearse = "--rehearse"

// thread is the file that is loaded into each thread of a solution's.
const thread = "thread.cjs"

// play is the folder of the job that a harness rehearses.
const play = "rehearsal"

//go:embed harness
var files embed.FS

// Harness returns the harness's files, with [Entry] at the root.
func Harness() fs.FS { return harness() }

var harness = sync.OnceValue(func() fs.FS {
	sources := must(fs.Sub(files, "harness"))
	made := fstest.MapFS{}
	for _, entry := range []string{Entry, thread} {
		made[entry] = &fstest.MapFile{Data: must(bundle(sources, entry)), Mode: 0o444}
	}
	for _, file := range must(fs.ReadDir(sources, play)) {
		name := path.Join(play, file.Name())
		made[name] = &fstest.MapFile{Data: must(fs.ReadFile(sources, name)), Mode: 0o444}
	}
	return made
})

// must panics on an error, which embedded files do not make.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Flags returns the options that node itself is started with. There are none: what
// the harness needs it sets up from inside, hidden from solutions.
func Flags() []string { return nil }

// Version identifies the harness's content: 16 hex digits that change with any
// of its files.
func Version() string {
	sum := sha256.New()
	err := fs.WalkDir(Harness(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(Harness(), path)
		sum.Write([]byte(path + "\x00"))
		sum.Write(content)
		return err
	})
	if err != nil {
		panic(err) // the files are embedded
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
