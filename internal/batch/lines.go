package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// read takes in what is there and reports whether a journal was begun. A last line
// without an end was torn by a kill, and one that cannot be read by a machine that
// went down: neither counts, so what it was about is graded again.
func (j *Journal) read(path string) (begun bool, err error) {
	lines := bufio.NewReader(j.file)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return begun, nil
		}
		if err != nil {
			return false, err
		}
		if !begun {
			if json.Unmarshal(line, &j.Settings) != nil || j.Settings.Version != journalVersion {
				return false, refuse("%s is no journal that this drill can read: give another folder with --out", path)
			}
			begun = true
		} else if outcome := (Outcome{}); json.Unmarshal(line, &outcome) == nil {
			j.earlier[outcome.ID] = outcome
		}
		j.size += int64(len(line))
	}
}

// cut takes away what follows the last whole line.
func (j *Journal) cut() error {
	if err := j.file.Truncate(j.size); err != nil {
		return err
	}
	_, err := j.file.Seek(j.size, io.SeekStart)
	return err
}

func (j *Journal) find(id string) (Outcome, bool) {
	o, ok := j.earlier[id]
	return o, ok
}

func (j *Journal) append(o Outcome) error { return j.line(o) }

// line writes one line. When only a part of it could be written, that is taken back.
func (j *Journal) line(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	n, err := j.file.Write(append(text, '\n'))
	if err != nil {
		return errors.Join(fmt.Errorf("%w: nothing that was kept is lost, go on with --resume", err), j.cut())
	}
	j.size += int64(n)
	return nil
}
