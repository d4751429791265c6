package grade

import (
	"os"
	"path/filepath"
	"slices"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/report"
)

func (p *plan) readReveal() (err error) {
	if p.reveal, err = graders.ParseReveal(p.options.reveal); err != nil {
		return app.Misuse("%v", err)
	}
	return nil
}

func (p *plan) readPoints() (err error) {
	if p.options.points == "" {
		return nil
	}
	if p.points, err = report.ParsePoints(p.options.points); err != nil {
		return app.Misuse("%v", err)
	}
	e := p.items[0].Exercise
	for id := range p.points {
		if e != nil && !slices.ContainsFunc(e.Checks, func(c graders.Check) bool { return c.Concept.ID == id }) {
			return app.Misuse("points are given for %s, which %s does not grade: drill show %s lists what it does", id, e.Slug, e.Slug)
		}
	}
	return nil
}

func (p *plan) readTargets() (err error) {
	formats := p.options.formats
	if p.options.json {
		formats = append(slices.Clone(formats), "json")
	}
	var together []string
	for _, text := range formats {
		t, err := report.ParseTarget(text)
		switch {
		case err != nil:
			return app.Misuse("%v", err)
		case len(p.items) == 1 || report.HoldsMany(t.Format):
			together = append(together, text)
		case t.File != "" || p.options.out == "":
			return app.Misuse("the %s format holds one submission and there are %d: with --out FOLDER --format %s each gets a file", t.Format, len(p.items), t.Format)
		default:
			p.each = append(p.each, t.Format)
		}
	}
	if len(together) == 0 {
		together = []string{"text"}
	}
	if p.targets, err = report.ParseTargets(together); err != nil {
		return app.Misuse("%v", err)
	}
	return p.placeTargets()
}

// placeTargets makes sure that files can be where they are to go.
func (p *plan) placeTargets() error {
	for i, t := range p.targets {
		if t.File == "" {
			continue
		}
		p.targets[i].File = under(p.app, t.File)
		if folder := filepath.Dir(p.targets[i].File); !isFolder(folder) {
			return app.Misuse("there is no folder %s for %s: make it first", folder, t.File)
		}
	}
	return nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
