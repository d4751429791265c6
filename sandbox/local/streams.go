package local

import (
	"io"
	"os"
)

// streams are drill's ends of a harness's standard streams.
type streams struct{ stdin, stdout, stderr *os.File }

func (s *streams) Stdin() io.WriteCloser { return s.stdin }
func (s *streams) Stdout() io.Reader     { return s.stdout }
func (s *streams) Stderr() io.Reader     { return s.stderr }

// files are all three, in the order of their descriptors.
func (s *streams) files() []*os.File { return []*os.File{s.stdin, s.stdout, s.stderr} }

func (s *streams) close() {
	for _, file := range s.files() {
		file.Close()
	}
}
