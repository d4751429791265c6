package grade

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/atomicfile"
	"drill/internal/batch"
	"drill/internal/report"
)

// resultFolder is the folder of --out.
type resultFolder struct {
	*batch.Journal
	names   map[string]string // of files, by id
	formats []string          // that each submission gets a file of
}

// openFolder opens the folder of --out. It decides on the seed, since what is there
// was graded under one.
func (p *plan) openFolder() error {
	o := p.options
	if o.out == "" {
		return nil
	}
	journal, err := batch.OpenJournal(under(p.app, o.out), batch.Settings{
		Drill: app.ReadVersion().Version, Seed: p.app.Flags.Seed, NewSeed: p.seed, Reveal: p.reveal,
	}, o.resume)
	if err != nil {
		return err
	}
	p.seed = journal.Settings.Seed
	p.out = &resultFolder{Journal: journal, names: map[string]string{}, formats: append([]string{"json"}, p.each...)}
	ids := make([]string, len(p.items))
	for i, item := range p.items {
		ids[i] = item.ID
	}
	for i, name := range batch.FileNames(ids) {
		p.out.names[ids[i]] = name
	}
	for _, t := range p.targets {
		// A step's commands and a table of all are nothing for one submission's file.
		if t.Format != "github" && t.Format != "gradebook" && !slices.Contains(p.out.formats, t.Format) {
			p.out.formats = append(p.out.formats, t.Format)
		}
	}
	return nil
}

// path is where a submission's report in a format goes.
func (f *resultFolder) path(id, format string) string {
	ending := report.Extension(format)
	if format != ending && format != "text" {
		ending = format + "." + ending
	}
	return filepath.Join(f.Dir, f.names[id]+"."+ending)
}

// whole reports whether all files about an earlier outcome are there.
func (f *resultFolder) whole(o batch.Outcome) bool {
	return !slices.ContainsFunc(f.formats, func(format string) bool {
		_, err := os.Stat(f.path(o.ID, format))
		return err != nil
	})
}

// keep writes the files about a new outcome.
func (p *plan) keep(o batch.Outcome) error {
	if len(p.items) == 1 {
		p.whole = o.Report // what is printed of one submission is all that is revealed
	}
	if p.out == nil {
		return nil
	}
	entries := []report.Entry{p.entry(o)}
	for _, format := range p.out.formats {
		if err := p.replace(p.out.path(o.ID, format), format, entries); err != nil {
			return err
		}
	}
	return nil
}

// replace writes a report to a file, which has its old content or the new one.
func (p *plan) replace(path, format string, entries []report.Entry) error {
	err := atomicfile.Stream(path, 0o644, func(w io.Writer) error {
		return report.Write(w, format, entries, p.reportOptions(entries))
	})
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, err)
	}
	return nil
}

// entry is an outcome as reports show it.
func (p *plan) entry(o batch.Outcome) report.Entry {
	e := report.Entry{
		ID: o.ID, Path: o.Path, Exercise: o.Exercise, Language: o.Language,
		Report: o.Report, Fault: o.Fault, Refused: o.Refused,
	}
	if o.Report == nil {
		e.Max = p.most(o.Exercise, o.Language)
	}
	return e
}

// most is how many points could have been earned; 0 where nobody knows of what.
func (p *plan) most(exercise string, l graders.Language) int {
	e, err := p.app.Catalogue().Find(exercise)
	if err != nil {
		return 0
	}
	sum := 0
	for _, check := range e.Checks {
		weight, given := p.points[check.Concept.ID]
		if !given {
			weight = check.Weight()
		}
		if l == "" || check.For(l) {
			sum += weight
		}
	}
	return sum
}

func (p *plan) close() {
	if p.out == nil {
		return
	}
	if err := p.out.Close(); err != nil {
		p.app.Console.Warnf("the journal in %s may not be on the disk: %v", p.out.Dir, err)
	}
}
