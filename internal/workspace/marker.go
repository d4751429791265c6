package workspace

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"drill/graders"
)

// MarkerName is the file that makes a folder an exercise's.
const MarkerName = ".drill.json"

// markerVersion is the version of the marker's form.
const markerVersion = 1

// largestMarker is far more bytes than any marker has.
const largestMarker = 4 << 10

type marker struct {
	Version  int              `json:"version"`
	Exercise string           `json:"exercise"`
	Language graders.Language `json:"language"`
}

// readMarker returns the marker of a folder, and false when there is none.
func readMarker(dir string) (marker, bool, error) {
	path := filepath.Join(dir, MarkerName)
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return marker{}, false, nil
	}
	if err != nil {
		return marker{}, false, explain("read", path, err)
	}
	if !info.Mode().IsRegular() {
		return marker{}, false, refuse("%s is no plain file: remove it and run drill start again", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return marker{}, false, explain("read", path, err)
	}
	defer f.Close()
	m, err := decodeMarker(path, f)
	return m, err == nil, err
}

// ParseMarker reads a marker's exercise and language; path is for the messages.
func ParseMarker(path string, r io.Reader) (string, graders.Language, error) {
	m, err := decodeMarker(path, r)
	return m.Exercise, m.Language, err
}

func decodeMarker(path string, r io.Reader) (m marker, err error) {
	if err := json.NewDecoder(io.LimitReader(r, largestMarker)).Decode(&m); err != nil || m.Exercise == "" {
		return marker{}, refuse("%s cannot be read as a marker of drill's: remove it and run drill start again, the solution stays", path)
	}
	if m.Version > markerVersion {
		return marker{}, refuse("%s was written by a newer drill: update drill", path)
	}
	if m.Language, err = graders.ParseLanguage(string(m.Language)); err != nil {
		return marker{}, refuse("%s: %v", path, err)
	}
	return m, nil
}

func (m marker) encode() []byte {
	encoded, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		panic(err) // three plain fields always encode
	}
	return append(encoded, '\n')
}
