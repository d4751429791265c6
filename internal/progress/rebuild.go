package progress

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// errNotDir is what reading below a file gives: there is no progress there, and
// writing says why.
const errNotDir = syscall.ENOTDIR

// readOrRebuild reads the progress or, when the file is corrupt, keeps it aside
// and starts from the last reports. It is called under the lock.
func (s *Store) readOrRebuild() (*Progress, error) {
	p, err := s.read()
	if !errors.Is(err, errCorrupt) {
		return p, err
	}
	aside := s.path() + ".corrupt-" + s.now().UTC().Format("20060102T150405.000")
	if err := os.Rename(s.path(), aside); err != nil {
		return nil, fmt.Errorf("%s cannot be understood and cannot be kept aside: %w", s.path(), err)
	}
	p = &Progress{Version: Version, Records: map[string]*Record{}}
	reports := s.reports()
	for _, report := range reports {
		p.Add(report)
	}
	s.notice(fmt.Sprintf("the progress file could not be read: it is kept as %s, and progress starts again from %s", aside, counted(len(reports))))
	return p, s.write(p)
}

func counted(n int) string {
	switch n {
	case 0:
		return "nothing"
	case 1:
		return "the last report"
	}
	return fmt.Sprintf("the last %d reports", n)
}

func (s *Store) now() time.Time {
	if s.Now == nil {
		return time.Now()
	}
	return s.Now()
}

func (s *Store) notice(text string) {
	if s.Notice != nil {
		s.Notice(text)
	}
}
