package submission

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"drill/internal/workspace"
)

// Limits on archives. What a solution needs is far below them; what only costs
// time is cut off.
const (
	mostEntries  = 20_000
	mostUnpacked = 128 << 20 // bytes that a .tar.gz may unpack to before its end
	mostListed   = 8 << 20   // bytes that the list of files in a .zip may have
	// mostFound and mostKept are how many solutions and markers, and bytes of them, are
	// read of one submission, which needs one of each.
	mostFound = 100
	mostKept  = 8 << 20
)

func tarred(file string) (parts, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readTar(file, f, mostUnpacked)
}

// readTar reads an archive that may unpack to a number of bytes.
func readTar(file string, r io.Reader, most int64) (parts, error) {
	unzipped, err := gzip.NewReader(r)
	if err != nil {
		return nil, damaged(file, err)
	}
	limited := &io.LimitedReader{R: unzipped, N: most}
	archive := tar.NewReader(limited)
	found := parts{}
	for count := 0; ; count++ {
		header, err := archive.Next()
		switch {
		case limited.N <= 0:
			return nil, refuse("%s unpacks to more than %d MiB: hand in the solution only", file, most>>20)
		case errors.Is(err, io.EOF):
			return found, nil
		case err != nil:
			return nil, damaged(file, err)
		case count >= mostEntries:
			return nil, tooMany(file)
		}
		if err := found.entry(file, header, archive); err != nil {
			return nil, err
		}
	}
}

func (p parts) entry(file string, header *tar.Header, content io.Reader) error {
	name := strings.TrimPrefix(header.Name, "./")
	if err := inside(file, name); err != nil {
		return err
	}
	switch {
	case header.Typeflag == tar.TypeDir || !wanted(name):
		return nil
	case header.Typeflag == tar.TypeLink:
		return p.note(file, name, part{why: "is a hard link: hand in a copy of the file"})
	case header.Typeflag != tar.TypeReg:
		return p.note(file, name, part{why: unfit(header.FileInfo())})
	}
	return p.keep(file, name, content)
}

// keep reads one file up to a byte more than a solution may have. A name that
// comes twice would let what is looked at differ from what is graded.
func (p parts) keep(file, name string, content io.Reader) error {
	if _, twice := p[name]; twice {
		return refuse("%s holds %s twice: make the archive anew", file, name)
	}
	text, err := io.ReadAll(io.LimitReader(content, workspace.LargestSolution+1))
	if err != nil {
		return damaged(file, err)
	}
	return p.add(file, name, text)
}

// add keeps a file's content, unless that of all would be too much.
func (p parts) add(file, name string, content []byte) error {
	total := len(content)
	for _, other := range p {
		total += len(other.content)
	}
	if total > mostKept {
		return refuse("%s holds more than %d MiB of solutions: hand in one", file, mostKept>>20)
	}
	return p.note(file, name, part{content: content})
}

// note keeps what is known of a file, unless there are too many.
func (p parts) note(file, name string, what part) error {
	if len(p) == mostFound {
		return refuse("%s holds more than %d solutions: hand in one", file, mostFound)
	}
	p[name] = what
	return nil
}

// inside refuses an archive with a path that leads out of it.
func inside(file, name string) error {
	clean := strings.TrimSuffix(name, "/")
	if clean == "" || clean == "." {
		return nil
	}
	if !fs.ValidPath(clean) || strings.ContainsAny(clean, "\\\x00") {
		return refuse("%s holds the path %q, which leads out of it: make the archive anew", file, name)
	}
	return nil
}

func tooMany(file string) error {
	return refuse("%s holds more than %d files: hand in the solution only", file, mostEntries)
}

func damaged(file string, err error) error {
	return refuse("%s is no archive that can be read (%v): make it anew", file, err)
}
