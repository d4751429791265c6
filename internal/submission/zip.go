package submission

import (
	"archive/zip"
	"cmp"
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"strings"
)

func zipped(file string) (parts, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return openZip(file, f, info.Size())
}

// openZip reads the list of an archive, whose own count of its files need not be true,
// and then the files that matter.
func openZip(file string, r io.ReaderAt, size int64) (parts, error) {
	metered := &meter{ReaderAt: r, left: mostListed}
	archive, err := zip.NewReader(metered, size)
	switch {
	case errors.Is(err, errOverMeter):
		return nil, tooMany(file)
	case err != nil:
		return nil, damaged(file, err)
	}
	metered.left = math.MaxInt64 // each file is read to a bound of its own
	return readZip(file, archive)
}

// meter ends a reader that reads too much. It is not for concurrent use.
type meter struct {
	io.ReaderAt
	left int64
}

var errOverMeter = errors.New("too much to read")

func (m *meter) ReadAt(p []byte, offset int64) (int, error) {
	if m.left -= int64(len(p)); m.left < 0 {
		return 0, errOverMeter
	}
	return m.ReaderAt.ReadAt(p, offset)
}

// apart refuses files that share bytes of an archive, as no program makes them: a
// small one could name a large file a thousand times.
func apart(file string, archive *zip.Reader) error {
	type span struct{ begin, end int64 }
	spans := make([]span, 0, len(archive.File))
	for _, entry := range archive.File {
		begin, err := entry.DataOffset()
		if err != nil {
			return damaged(file, err)
		}
		spans = append(spans, span{begin, begin + int64(min(entry.CompressedSize64, math.MaxInt32))})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.begin, b.begin), cmp.Compare(a.end, b.end)) })
	for i := 1; i < len(spans); i++ {
		if spans[i].begin < spans[i-1].end || spans[i].begin == spans[i-1].begin {
			return refuse("%s holds files that lie upon each other: make the archive anew", file)
		}
	}
	return nil
}

func readZip(file string, archive *zip.Reader) (parts, error) {
	if len(archive.File) > mostEntries {
		return nil, tooMany(file)
	}
	if err := apart(file, archive); err != nil {
		return nil, err
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
			if err := found.note(file, name, part{why: why}); err != nil {
				return nil, err
			}
			continue
		}
		content, err := entry.Open()
		if err != nil {
			return nil, damaged(file, err)
		}
		err = found.keep(file, name, content)
		content.Close()
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
