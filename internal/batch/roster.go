package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// ReadRoster reads a CSV file with an id and a path in each row; more columns and a
// first row with the words "id,path" are allowed. Paths are relative to the file.
// Mistakes are a [Refusal] that names the line.
func ReadRoster(file string) ([]Item, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, refuse("cannot read the roster %s: %v", file, err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // spreadsheets begin a file with it
	rows := csv.NewReader(bytes.NewReader(text))
	rows.FieldsPerRecord, rows.TrimLeadingSpace = -1, true
	r := roster{file: file, dir: filepath.Dir(file), lines: map[string]int{}}
	for first := true; ; first = false {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, refuse("the roster %s cannot be read: %v", file, err)
		}
		if first && heading(row) {
			continue
		}
		line, _ := rows.FieldPos(0)
		if err := r.add(line, row); err != nil {
			return nil, err
		}
	}
	if len(r.items) == 0 {
		return nil, refuse("the roster %s names nobody: write a line with id,path for each", file)
	}
	return r.items, nil
}

type roster struct {
	file, dir string
	items     []Item
	lines     map[string]int // where each id stands
}

func (r *roster) add(line int, row []string) error {
	if len(row) < 2 {
		return refuse("%s:%d: only one column: write id,path", r.file, line)
	}
	id, path := strings.TrimSpace(row[0]), strings.TrimSpace(row[1])
	switch {
	case id == "":
		return refuse("%s:%d: the id is empty: write id,path", r.file, line)
	case path == "":
		return refuse("%s:%d: %s has no path: write id,path", r.file, line, id)
	case r.lines[id] > 0:
		return refuse("%s:%d: the id %s is taken by line %d: give one of them another", r.file, line, id, r.lines[id])
	}
	r.lines[id] = line
	if !filepath.IsAbs(path) {
		path = filepath.Join(r.dir, filepath.FromSlash(path))
	}
	r.items = append(r.items, Item{ID: id, Path: path})
	return nil
}

func heading(row []string) bool {
	return len(row) >= 2 && strings.EqualFold(strings.TrimSpace(row[0]), "id") && strings.EqualFold(strings.TrimSpace(row[1]), "path")
}
