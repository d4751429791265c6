package progress

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"drill/internal/atomicfile"
)

// Store keeps progress in one folder and last reports in another. Several drills
// may use the same folders at once.
type Store struct {
	Config string           // folder of progress.json
	Cache  string           // folder above that of the reports
	Now    func() time.Time // names what is kept aside; nil means time.Now
	// Notice is told when a file had to be kept aside; nil means nobody is.
	Notice func(text string)
}

// lockWait bounds how long one drill waits for another to write a small file,
// and lockRetry is how often it looks.
const (
	lockWait  = 10 * time.Second
	lockRetry = 5 * time.Millisecond
)

// Load reads the progress. A file that cannot be understood is kept aside, and
// the progress begins anew from the last reports. Writing is only then needed.
func (s *Store) Load() (*Progress, error) {
	p, err := s.read()
	if !errors.Is(err, errCorrupt) {
		return p, err
	}
	err = s.locked(func() (err error) {
		p, err = s.readOrRebuild()
		return err
	})
	return p, err
}

// Update changes the progress under a lock. When it returns an error nothing has
// changed on disk.
func (s *Store) Update(change func(*Progress)) error {
	return s.locked(func() error {
		p, err := s.readOrRebuild()
		if err != nil {
			return err
		}
		change(p)
		return s.write(p)
	})
}

func (s *Store) path() string { return filepath.Join(s.Config, "progress.json") }

// locked runs a function while no other drill does. The lock is a file of its
// own, because progress.json is replaced by each write.
func (s *Store) locked(do func() error) error {
	if err := os.MkdirAll(s.Config, 0o755); err != nil {
		return fmt.Errorf("progress is not kept: %w", err)
	}
	lock := flock.New(filepath.Join(s.Config, "progress.lock"))
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, lockRetry); err != nil && ctx.Err() == nil {
		return fmt.Errorf("progress is not kept: %w", err)
	} else if err != nil {
		return fmt.Errorf("progress is not kept: another drill holds %s: %w", lock.Path(), err)
	}
	defer lock.Unlock()
	return do()
}

var errCorrupt = errors.New("the file cannot be understood")

func (s *Store) read() (*Progress, error) {
	content, err := os.ReadFile(s.path())
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDir) {
		return &Progress{Version: Version, Records: map[string]*Record{}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read progress: %w", err)
	}
	p := &Progress{}
	if err := json.Unmarshal(content, p); err != nil || !p.sound() {
		return nil, errCorrupt
	}
	if p.Version > Version {
		return nil, fmt.Errorf("%s was written by a newer drill: update drill, or set DRILL_HOME to another folder", s.path())
	}
	return p, nil
}

// sound reports whether what was decoded can be worked with.
func (p *Progress) sound() bool {
	for key, record := range p.Records {
		if record == nil || key != Key(record.Exercise, record.Language) {
			return false
		}
	}
	return p.Version > 0 && p.Records != nil
}

func (s *Store) write(p *Progress) error {
	p.Version = Version
	content, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("progress is not kept: %w", err)
	}
	if err := atomicfile.Write(s.path(), append(content, '\n'), 0o644); err != nil {
		return fmt.Errorf("progress is not kept: %w", err)
	}
	return nil
}
