package batch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"drill/graders"
)

// JournalName is the journal's file in its folder.
const JournalName = "journal.jsonl"

const (
	journalVersion = 1
	lockName       = ".journal.lock"
)

// Settings are what all outcomes of a journal have in common.
type Settings struct {
	Version int    `json:"version"`
	Drill   string `json:"drill"` // version of drill
	// Seed is 0 where it does not matter: an old journal has one, and a new one takes
	// NewSeed.
	Seed    uint64         `json:"seed,string"`
	Reveal  graders.Reveal `json:"reveal"`
	NewSeed uint64         `json:"-"`
}

// Journal keeps outcomes in a file, a line each: first the settings, then outcomes
// as they come. A line is written at once and at the end only, so a kill costs no
// more than the line that was being written.
type Journal struct {
	Settings Settings
	Dir      string

	lock    *flock.Flock
	file    *os.File
	size    int64 // bytes up to the end of the last whole line
	earlier map[string]Outcome
}

// OpenJournal opens the journal of a folder, which it makes. With resume it goes on
// with the one that is there, under its seed; without, there must
// be none. A [Refusal] says when that is not so, when want differs from what the
// journal was begun with, and when another drill is at work in the folder.
func OpenJournal(dir string, want Settings, resume bool) (*Journal, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, refuse("cannot make the folder %s: %v", dir, err)
	}
	j := &Journal{Dir: dir, lock: flock.New(filepath.Join(dir, lockName)), earlier: map[string]Outcome{}}
	if locked, err := j.lock.TryLock(); err != nil {
		return nil, refuse("cannot write in %s: %v", dir, err)
	} else if !locked {
		return nil, refuse("another drill grades into %s: wait for it, or give another folder with --out", dir)
	}
	err := j.open(want, resume)
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

func (j *Journal) open(want Settings, resume bool) (err error) {
	path := filepath.Join(j.Dir, JournalName)
	if j.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return err
	}
	begun, err := j.read(path)
	if err != nil {
		return err
	}
	if err := j.cut(); err != nil {
		return err
	}
	want.Version = journalVersion
	if !begun {
		if want.Seed == 0 {
			want.Seed = want.NewSeed
		}
		j.Settings = want
		return j.line(want)
	}
	if !resume {
		return refuse("%s holds results already: go on with --resume, or give another folder with --out", j.Dir)
	}
	return j.match(want)
}

// match makes sure that outcomes of now can stand beside those of before.
func (j *Journal) match(want Settings) error {
	was := j.Settings
	const advice = "do the same, or give another folder with --out"
	switch {
	case want.Reveal != was.Reveal:
		return refuse("the results in %s were made with --reveal %s: %s", j.Dir, was.Reveal, advice)
	case want.Seed != 0 && want.Seed != was.Seed:
		return refuse("the results in %s were made with --seed %d: %s", j.Dir, was.Seed, advice)
	case want.Drill != was.Drill:
		return refuse("the results in %s were made by drill %s and this is %s: use that one, or give another folder with --out", j.Dir, was.Drill, want.Drill)
	}
	return nil
}

// Close makes sure that the journal is on the disk, and lets others use the folder.
func (j *Journal) Close() error {
	var err error
	if j.file != nil {
		err = errors.Join(j.file.Sync(), j.file.Close())
	}
	return errors.Join(err, j.lock.Unlock())
}

func refuse(format string, a ...any) error { return &Refusal{Problem: fmt.Sprintf(format, a...)} }
