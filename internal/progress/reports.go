package progress

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"drill/graders"
	"drill/internal/atomicfile"
)

// Keep counts a report and keeps it as the last of its exercise and language.
func (s *Store) Keep(report *graders.Report) error {
	return errors.Join(s.keepReport(report), s.Update(func(p *Progress) { p.Add(report) }))
}

// LastReport returns the last report of an exercise in a language, and nil when
// there is none that can be read.
func (s *Store) LastReport(exercise string, l graders.Language) (*graders.Report, error) {
	report, err := readReport(s.reportPath(exercise, l))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDir) || errors.Is(err, errCorrupt) {
		return nil, nil
	}
	return report, err
}

func (s *Store) reportPath(exercise string, l graders.Language) string {
	return filepath.Join(s.Cache, "reports", exercise+"."+string(l)+".json")
}

func (s *Store) keepReport(report *graders.Report) error {
	content, err := json.Marshal(report)
	if err != nil {
		return fmt.Errorf("the report is not kept: %w", err)
	}
	path := s.reportPath(report.Exercise, report.Language)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("the report is not kept: %w", err)
	}
	if err := atomicfile.Write(path, content, 0o644); err != nil {
		return fmt.Errorf("the report is not kept: %w", err)
	}
	return nil
}

func readReport(path string) (*graders.Report, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var report graders.Report
	if json.Unmarshal(content, &report) != nil || report.Version != graders.ReportVersion || report.Exercise == "" {
		return nil, errCorrupt
	}
	return &report, nil
}

// reports returns the last reports, oldest first; what cannot be read is left out.
func (s *Store) reports() []*graders.Report {
	paths, err := filepath.Glob(filepath.Join(s.Cache, "reports", "*.json"))
	if err != nil {
		return nil
	}
	var reports []*graders.Report
	for _, path := range paths {
		if report, err := readReport(path); err == nil {
			reports = append(reports, report)
		}
	}
	slices.SortStableFunc(reports, func(a, b *graders.Report) int { return time.Time.Compare(a.Started, b.Started) })
	return reports
}
