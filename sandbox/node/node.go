// Package node holds the program that runs Node.js solutions inside a sandbox.
//
// The harness reads one job from its standard input and writes the trace to its
// standard output, as docs/protocol.md says. It needs Node.js 20 or newer and no
// package. It is started as
//
//	node <Flags> <folder>/<Entry> --work=DIR [--idle=SECONDS]
package node

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
)

// Entry is the file of [Harness] that node is started with.
const Entry = "main.cjs"

// OldestMajor is the oldest major version of Node.js that the harness runs on.
const OldestMajor = 20

//go:embed harness
var files embed.FS

// Harness returns the harness's files, with [Entry] at the root.
func Harness() fs.FS {
	sub, err := fs.Sub(files, "harness")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
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
