package author

import (
	"bytes"
	"fmt"
	"path"
	"time"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/mutants"
	"drill/internal/mutation"
	"drill/internal/verify"
)

// mutationData is a result for programs.
type mutationData struct {
	Exercise string           `json:"exercise"`
	Language graders.Language `json:"language"`
	Holds    bool             `json:"holds"`
	Score    mutation.Score   `json:"score"`
	Problems []verify.Problem `json:"problems"`
	Mutants  []mutantData     `json:"mutants"`
}

// mutantData is one mutant.
type mutantData struct {
	File      string           `json:"file"` // within the exercise's folder
	Line      int              `json:"line"`
	Column    int              `json:"column"`
	Function  string           `json:"function"`
	Operator  string           `json:"operator"`
	Statement string           `json:"statement"`
	Outcome   mutation.Outcome `json:"outcome"`
	By        string           `json:"by,omitempty"`
	Class     mutants.Class    `json:"class,omitempty"`
	Reason    string           `json:"reason,omitempty"`
	Draft     string           `json:"draft,omitempty"` // of a line in the list of equivalents
}

func dataOfMutation(r mutation.Result) mutationData {
	data := mutationData{
		Exercise: r.Exercise.Slug, Language: r.Language, Holds: r.Holds(), Score: r.Score(),
		Problems: append([]verify.Problem{}, r.Problems...), Mutants: []mutantData{},
	}
	for _, f := range r.Findings {
		m := f.Mutant
		one := mutantData{
			File: path.Join(r.Language.Folder(), m.File), Line: m.Line, Column: m.Column,
			Function: m.Function, Operator: m.Operator, Statement: m.Statement, Outcome: f.Outcome, By: f.By,
		}
		if f.Entry != nil {
			one.Class, one.Reason = f.Entry.Class, f.Entry.Reason
		}
		if f.Open() {
			one.Draft = m.Draft()
		}
		data.Mutants = append(data.Mutants, one)
	}
	return data
}

// showMutants prints what was not printed on the way.
func (o *verifyOptions) showMutants(results []mutation.Result) error {
	if o.json {
		data := []mutationData{}
		for _, r := range results {
			data = append(data, dataOfMutation(r))
		}
		if err := o.app.PrintJSON(data); err != nil {
			return err
		}
	}
	if o.report == "" {
		return nil
	}
	var page bytes.Buffer
	if err := mutation.HTML(&page, results, time.Now()); err != nil {
		return err
	}
	return o.app.WritePage(o.report, page.Bytes())
}

// printMutants prints the score, what is wrong with the list, and each survivor that
// nothing accounts for: as a line for the list, if a draft is asked for.
func printMutants(a *app.App, r mutation.Result, draft bool) {
	c := a.Console
	status := graders.Pass
	if !r.Holds() {
		status = graders.Fail
	}
	app.PrintStatus(c, status, r.Exercise.Slug+", "+r.Language.Title(), scoreLine(r.Score()))
	for _, problem := range r.Problems {
		complain(c, problem.File, problem.What)
	}
	if draft {
		printDraft(a, r)
		return
	}
	for _, f := range r.Findings {
		switch {
		case f.Open():
			complain(c, placeOf(r, f), fmt.Sprintf("%s %s: %s", f.Outcome, f.Mutant.Operator, f.Mutant.Statement)+because(f))
		case f.Outcome == mutation.Luck:
			complain(c, placeOf(r, f), fmt.Sprintf("killed by luck, %s: %s", f.Mutant.Operator, f.Mutant.Statement)+because(f))
		}
	}
}

func because(f mutation.Finding) string {
	if f.By == "" {
		return ""
	}
	return " (" + f.By + ")"
}

func placeOf(r mutation.Result, f mutation.Finding) string {
	return fmt.Sprintf("%s:%d", path.Join(r.Language.Folder(), f.Mutant.File), f.Mutant.Line)
}

func printDraft(a *app.App, r mutation.Result) {
	open := r.Open()
	if len(open) == 0 {
		return
	}
	a.Console.Println("# " + path.Join("exercises", r.Exercise.Track, r.Exercise.Slug, r.List()))
	for _, f := range open {
		a.Console.Println(f.Mutant.Draft())
	}
}

func scoreLine(s mutation.Score) string {
	text := fmt.Sprintf("%s: %d not viable, %d killed", graders.Plural(s.Mutants, "mutant"), s.NotViable, s.Killed)
	if s.Luck > 0 {
		text += fmt.Sprintf(" (%d by luck)", s.Luck)
	}
	return text + fmt.Sprintf(", %d equivalent, %d free, %d accepted, %d survived", s.Equivalent, s.Free, s.Accepted, s.Survived)
}
