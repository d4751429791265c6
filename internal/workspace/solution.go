package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"drill/graders"
)

// LargestSolution is the most bytes a solution may have.
const LargestSolution = 1 << 20

// solutions are the names of the solution files that are in the folder.
func (w *Workspace) solutions() []string {
	var names []string
	for _, name := range w.Language.SolutionFiles() {
		if _, err := os.Lstat(filepath.Join(w.Dir, name)); err == nil {
			names = append(names, name)
		}
	}
	return names
}

// Path is the learner's file: the one that is there, or the one to write.
func (w *Workspace) Path() string {
	name := w.Language.SolutionFile()
	if there := w.solutions(); len(there) > 0 {
		name = there[0]
	}
	return filepath.Join(w.Dir, name)
}

// Solution reads the learner's file. What cannot be graded is a [Refusal].
func (w *Workspace) Solution() (graders.File, error) {
	if names := w.solutions(); len(names) > 1 {
		return graders.File{}, refuse("there are two solutions in %s, %s and %s: remove one of them", w.Dir, names[0], names[1])
	}
	return ReadSolution(w.Path())
}

// ReadSolution reads a file as a solution. It must be a plain file of UTF-8 text,
// not empty and no larger than [LargestSolution]; anything else is a [Refusal].
func ReadSolution(path string) (graders.File, error) {
	if err := plainFile(path); err != nil {
		return graders.File{}, err
	}
	f, err := openPlain(path)
	if err != nil {
		return graders.File{}, explain("read", path, err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, LargestSolution+1))
	if err != nil {
		return graders.File{}, explain("read", path, err)
	}
	return graders.File{Name: filepath.Base(path), Content: content}, CheckSolution(path, content)
}

// CheckSolution says what is wrong with the content of a solution, wherever it
// was read from; path is for the message. Content may be cut after
// [LargestSolution] bytes and one.
func CheckSolution(path string, content []byte) error {
	switch {
	case len(content) > LargestSolution:
		return refuse("%s is larger than 1 MiB: a solution is source code, remove what is none", path)
	case len(bytes.TrimSpace(content)) == 0:
		return refuse("%s is empty: write a solution, or bring back the stub with drill reset", path)
	case !utf8.Valid(content):
		return refuse("%s is not UTF-8 text (line %d): save it as UTF-8", path, badLine(content))
	}
	return nil
}

func plainFile(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse("%s is missing: write it, or bring back the stub with drill reset", path)
	case err != nil:
		return explain("read", path, err)
	case info.IsDir():
		return refuse("%s is a folder: a solution is one file", path)
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse("%s is a symbolic link: put the file itself there", path)
	case !info.Mode().IsRegular():
		return refuse("%s is no plain file: put the source code there", path)
	}
	return nil
}

// openPlain opens the file that plainFile looked at, not one that took its place.
func openPlain(path string) (*os.File, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|nonBlocking, 0)
	if err != nil {
		return nil, err
	}
	opened, err := f.Stat()
	if err == nil && (!os.SameFile(before, opened) || !opened.Mode().IsRegular()) {
		err = fmt.Errorf("it was replaced while it was read: try again")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func badLine(content []byte) int {
	line := 1
	for len(content) > 0 {
		r, size := utf8.DecodeRune(content)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		content = content[size:]
	}
	return line
}
