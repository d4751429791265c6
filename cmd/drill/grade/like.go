package grade

import (
	"bytes"
	"context"
	"encoding/json"
	"os"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/batch"
	"drill/internal/report"
)

// earlierGrading is a report that a grading is compared with.
type earlierGrading struct {
	id     string
	drill  string // version
	report *graders.Report
}

// likeness is what --like tells about one submission.
type likeness struct {
	ID          string   `json:"id"`
	Same        bool     `json:"same"` // every verdict is what it was
	Verdicts    []string `json:"verdicts"`
	Environment []string `json:"environment"`
}

// runLike grades submissions again under the seeds of a report and compares. It
// exits 1 when a verdict differs.
func runLike(ctx context.Context, o *options) error {
	if err := o.checkLike(); err != nil {
		return err
	}
	items, earlier, err := o.pairUp()
	if err != nil {
		return err
	}
	a := o.app
	s, err := openForOthers(ctx, a)
	if err != nil {
		return err
	}
	defer a.Close(s)
	p := &plan{app: a, options: o, items: items, reveal: graders.RevealFull}
	outcomes, err := p.run(ctx, s)
	if err != nil {
		return err
	}
	return o.tellLikeness(outcomes, earlier)
}

func (o *options) checkLike() error {
	if o.roster != "" || o.out != "" || o.resume || len(o.formats) > 0 || o.points != "" || o.app.Flags.Seed != 0 {
		return app.Misuse("--like compares with a report and writes none: give it paths, and neither a roster, --out, --format, --points nor --seed")
	}
	return o.check()
}

// pairUp finds the earlier grading of each submission, and grades it like that.
func (o *options) pairUp() ([]batch.Item, map[string]earlierGrading, error) {
	known, err := readGradings(under(o.app, o.like))
	if err != nil {
		return nil, nil, err
	}
	items, err := collect(o.app, o.paths)
	if err != nil {
		return nil, nil, err
	}
	e, l, err := o.given()
	if err != nil {
		return nil, nil, err
	}
	earlier := map[string]earlierGrading{}
	for i, item := range items {
		was, ok := match(known, item.ID, len(items) == 1)
		if !ok {
			return nil, nil, app.Misuse("%s holds no grading of %s: give the report that does", o.like, item.ID)
		}
		items[i].Exercise, items[i].Language, items[i].Seed = e, l, was.report.Seed
		if e == nil {
			if items[i].Exercise, err = o.app.Catalogue().Find(was.report.Exercise); err != nil {
				return nil, nil, err
			}
		}
		if l == "" {
			items[i].Language = was.report.Language
		}
		earlier[item.ID] = was
	}
	return items, earlier, nil
}

// match finds a grading by its id; one submission also matches the only grading.
func match(known []earlierGrading, id string, only bool) (earlierGrading, bool) {
	for _, g := range known {
		if g.id == id || only && len(known) == 1 {
			return g, true
		}
	}
	return earlierGrading{}, false
}

// readGradings reads what drill grade or drill test wrote as JSON.
func readGradings(path string) ([]earlierGrading, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, app.Misuse("cannot read the report %s: %v", path, err)
	}
	document, err := report.ReadDocument(bytes.NewReader(text))
	if err != nil {
		return nil, app.Misuse("%s: %v", path, err)
	}
	var known []earlierGrading
	for _, s := range document.Submissions {
		if s.Report != nil {
			known = append(known, earlierGrading{s.ID, document.Drill, s.Report})
		}
	}
	var single graders.Report
	if len(document.Submissions) == 0 && json.Unmarshal(text, &single) == nil && len(single.Verdicts) > 0 {
		known = append(known, earlierGrading{report: &single})
	}
	if len(known) == 0 {
		return nil, app.Misuse("%s holds no verdicts: there is nothing to compare with", path)
	}
	return known, nil
}
