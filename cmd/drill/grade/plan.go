package grade

import (
	"path/filepath"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/batch"
	"drill/internal/report"
	"drill/internal/submission"
)

// plan is what a command line of grade asks for, with every mistake found that
// can be found before anything is graded.
type plan struct {
	app     *app.App
	options *options
	items   []batch.Item
	targets []report.Target // of reports about all submissions
	each    []string        // formats that hold one, for a file each
	points  map[string]int
	reveal  graders.Reveal
	seed    uint64
	out     *resultFolder // nil without --out
	whole   *graders.Report
}

func choices() map[string][]string {
	return map[string][]string{
		"format": report.Formats(),
		"reveal": {string(graders.RevealFull), string(graders.RevealSeen), string(graders.RevealReason), string(graders.RevealNone)},
		"lang":   {string(graders.Node), string(graders.Go)},
	}
}

func (o *options) plan() (*plan, error) {
	p := &plan{app: o.app, options: o, seed: o.app.Seed()}
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

func (o *options) check() error {
	switch {
	case o.roster != "" && len(o.paths) > 0:
		return app.Misuse("give paths or a roster, not both")
	case o.roster == "" && len(o.paths) == 0:
		return app.Misuse("give files, folders or archives, or a roster: see drill grade --help")
	case o.resume && o.out == "":
		return app.Misuse("--resume goes on with the results in a folder: name it with --out")
	case o.jobs < 0:
		return app.Misuse("--jobs %d: grade at least one at once", o.jobs)
	}
	return nil
}

// findItems finds the submissions and what they are of.
func (p *plan) findItems() (err error) {
	o := p.options
	if o.roster != "" {
		p.items, err = batch.ReadRoster(under(p.app, o.roster))
	} else {
		p.items, err = collect(p.app, o.paths)
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

func collect(a *app.App, paths []string) ([]batch.Item, error) {
	full := make([]string, len(paths))
	for i, path := range paths {
		full[i] = under(a, path)
	}
	return batch.Collect(full)
}

// given is the exercise and the language that were asked for, where they were.
func (o *options) given() (e *graders.Exercise, l graders.Language, err error) {
	if o.exercise != "" {
		if e, err = o.app.Catalogue().Find(o.exercise); err != nil {
			return nil, "", err
		}
	}
	if o.lang != "" {
		if l, err = graders.ParseLanguage(o.lang); err != nil {
			return nil, "", app.Misuse("%v", err)
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
		return app.Misuse("%s does not say which exercise it is of: give it with --exercise", silent)
	}
	return nil
}

// under is a path as seen from the folder that drill works in.
func under(a *app.App, path string) string {
	if a.Flags.Dir == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(a.Flags.Dir, path)
}
