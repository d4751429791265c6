package main

import (
	"path/filepath"

	"drill/graders"
	"drill/internal/batch"
	"drill/internal/report"
	"drill/internal/submission"
)

// gradePlan is what a command line of grade asks for, with every mistake found that
// can be found before anything is graded.
type gradePlan struct {
	app     *app
	options *gradeOptions
	items   []batch.Item
	targets []report.Target // of reports about all submissions
	each    []string        // formats that hold one, for a file each
	points  map[string]int
	reveal  graders.Reveal
	seed    uint64
	out     *resultFolder // nil without --out
	whole   *graders.Report
}

func gradeChoices() map[string][]string {
	return map[string][]string{
		"format": report.Formats(),
		"reveal": {string(graders.RevealFull), string(graders.RevealSeen), string(graders.RevealReason), string(graders.RevealNone)},
		"lang":   {string(graders.Node), string(graders.Go)},
	}
}

func (o *gradeOptions) plan() (*gradePlan, error) {
	p := &gradePlan{app: o.app, options: o, seed: o.app.seed()}
	steps := []func() error{o.check, p.findItems, p.readReveal, p.readPoints, p.readTargets, p.openFolder}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if len(p.items) == 1 {
		p.items[0].Seed = p.seed
	}
	return p, nil
}

func (o *gradeOptions) check() error {
	switch {
	case o.roster != "" && len(o.paths) > 0:
		return misuse("give paths or a roster, not both")
	case o.roster == "" && len(o.paths) == 0:
		return misuse("give files, folders or archives, or a roster: see drill grade --help")
	case o.resume && o.out == "":
		return misuse("--resume goes on with the results in a folder: name it with --out")
	case o.jobs < 0:
		return misuse("--jobs %d: grade at least one at once", o.jobs)
	}
	return nil
}

// findItems finds the submissions and what they are of.
func (p *gradePlan) findItems() (err error) {
	o := p.options
	if o.roster != "" {
		p.items, err = batch.ReadRoster(p.app.under(o.roster))
	} else {
		p.items, err = p.app.collect(o.paths)
	}
	if err != nil {
		return err
	}
	e, l, err := o.given()
	if err != nil {
		return err
	}
	for i := range p.items {
		p.items[i].Exercise, p.items[i].Language = e, l
	}
	if e == nil {
		return anyTells(p.items)
	}
	return nil
}

func (a *app) collect(paths []string) ([]batch.Item, error) {
	under := make([]string, len(paths))
	for i, path := range paths {
		under[i] = a.under(path)
	}
	return batch.Collect(under)
}

// given is the exercise and the language that were asked for, where they were.
func (o *gradeOptions) given() (e *graders.Exercise, l graders.Language, err error) {
	if o.exercise != "" {
		if e, err = o.app.catalogue().find(o.exercise); err != nil {
			return nil, "", err
		}
	}
	if o.lang != "" {
		if l, err = graders.ParseLanguage(o.lang); err != nil {
			return nil, "", misuse("%v", err)
		}
	}
	return e, l, nil
}

// anyTells makes sure that somebody says what there is to grade. Where no submission
// does, that is a word missing on the command line and no submitter's fault.
func anyTells(items []batch.Item) error {
	silent := ""
	for _, item := range items {
		work, err := submission.Read(item.Path, item.Language)
		switch {
		case err == nil && work.Exercise != "":
			return nil
		case err == nil && silent == "":
			silent = item.Path
		}
	}
	if silent != "" {
		return misuse("%s does not say which exercise it is of: give it with --exercise", silent)
	}
	return nil
}

// under is a path as seen from the folder that drill works in.
func (a *app) under(path string) string {
	if a.flags.dir == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(a.flags.dir, path)
}
