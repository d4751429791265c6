package submission

import (
	"archive/tar"
	"archive/zip"
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
)

func zipped(file string) (parts, error) {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return nil, damaged(file, err)
	}
	defer archive.Close()
	return readZip(file, &archive.Reader)
}

func readZip(file string, archive *zip.Reader) (parts, error) {
	if len(archive.File) > mostEntries {
		return nil, tooMany(file)
	}
	found := parts{}
	for _, entry := range archive.File {
		name := strings.TrimPrefix(entry.Name, "./")
		if err := inside(file, name); err != nil {
			return nil, err
		}
		if entry.FileInfo().IsDir() || !wanted(name) {
			continue
		}
		if why := unfit(entry.FileInfo()); why != "" {
			found[name] = part{why: why}
			continue
		}
		content, err := entry.Open()
		if err != nil {
			return nil, damaged(file, err)
		}
		if err := found.keep(file, name, content); err != nil {
			return nil, err
		}
		content.Close()
	}
	return found, nil
}

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
		p[name] = part{why: "is a hard link: hand in a copy of the file"}
		return nil
	case header.Typeflag != tar.TypeReg:
		p[name] = part{why: unfit(header.FileInfo())}
		return nil
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
	p[name] = part{content: text}
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
