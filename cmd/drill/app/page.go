package app

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"drill/internal/atomicfile"
)

// WritePage writes a page for a browser and prints where it is, which is all that
// is printed to the output: a program can open what it is told. It replaces a page
// and nothing else, whatever name a hand slipped into the command line.
func (a *App) WritePage(file string, page []byte) error {
	if !filepath.IsAbs(file) {
		file = filepath.Join(a.Dir(), file)
	}
	old, err := os.ReadFile(file)
	switch {
	case err == nil && !bytes.HasPrefix(old, []byte("<!DOCTYPE html>")):
		return Misuse("%s is there and is no page: name another file", a.Short(file))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return Misuse("%s cannot be a page: name another file", a.Short(file))
	}
	if _, err := os.Stat(filepath.Dir(file)); err != nil {
		return Misuse("there is no folder %s: make it, or name another file", a.Short(filepath.Dir(file)))
	}
	if err := atomicfile.Write(file, page, 0o644); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	full, err := filepath.Abs(file)
	if err != nil {
		full = file
	}
	a.Console.Notef("a page for your browser:")
	a.Console.Println(full)
	return nil
}
