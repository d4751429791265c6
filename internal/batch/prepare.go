package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"drill/graders"
	"drill/internal/submission"
)

// prepare reads an item. The outcome is a refusal or a fault when there is nothing
// to grade.
func (r *run) prepare(item Item) (Outcome, graders.Submission) {
	outcome := Outcome{ID: item.ID, Path: item.Path, Exercise: name(item.Exercise), Language: item.Language}
	work, err := submission.Read(item.Path, item.Language)
	if err == nil && item.Exercise == nil {
		item.Exercise, err = r.exercise(item.Path, work)
	}
	var refusal *submission.Refusal
	switch {
	case errors.As(err, &refusal):
		outcome.Refused, outcome.Content = err.Error(), digest("refused", err.Error())
		return outcome, graders.Submission{}
	case err != nil:
		outcome.Fault = err.Error()
		return outcome, graders.Submission{}
	}
	seed := item.Seed
	if seed == 0 {
		seed = DeriveSeed(r.Seed, item.ID)
	}
	todo := graders.Submission{
		Exercise: item.Exercise, Language: work.Language, Solution: work.Solution, Seed: seed,
		Jobs: max(1, r.Jobs/len(r.items)),
	}
	outcome.Exercise, outcome.Language = name(item.Exercise), work.Language
	outcome.Content = digest(outcome.Exercise, string(work.Language), work.Solution.Name, string(work.Solution.Content), fmt.Sprint(seed))
	return outcome, todo
}

// exercise finds what a submission says it is of.
func (r *run) exercise(path string, work submission.Work) (*graders.Exercise, error) {
	if work.Exercise == "" {
		return nil, &Refusal{Problem: path + " does not say which exercise it is of: hand in the folder that drill start made, or grade it with --exercise"}
	}
	e, err := r.Find(work.Exercise)
	if err != nil {
		return nil, &Refusal{Problem: fmt.Sprintf("%s is of an exercise that this drill does not know, %.80q: update drill, or grade it with --exercise", path, work.Exercise)}
	}
	return e, nil
}

// digest tells contents apart. Each part goes in with its length, so that no two
// lists of parts are one text.
func digest(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}
