package verify

import (
	"strings"

	"drill/graders"
)

// Cell is what became of one concept in one solution.
type Cell struct {
	// Must is set when the solution must fail the concept.
	Must bool `json:"must"`
	// Failed and Blocked count gradings.
	Failed  int `json:"failed"`
	Blocked int `json:"blocked,omitempty"`
	// Says is what the first failure said.
	Says string `json:"says,omitempty"`
}

// Mark is the outcome of a cell in a word.
type Mark string

// The marks.
const (
	Passes  Mark = "passes"
	Fails   Mark = "fails"
	Blocked Mark = "blocked"
	Differs Mark = "differs" // not what it must be, in some grading at least
)

// Mark returns the cell's outcome over all gradings of its row.
func (c Cell) Mark(gradings int) Mark {
	switch {
	case c.Must && c.Failed+c.Blocked == gradings && c.Failed > 0:
		return Fails
	case !c.Must && c.Failed > 0, c.Must && c.Failed+c.Blocked < gradings:
		return Differs
	case c.Blocked > 0:
		return Blocked
	}
	return Passes
}

func (c *Cell) count(o Outcome) {
	switch o.Mark {
	case Passes:
		return
	case Blocked:
		c.Blocked++
	default:
		c.Failed++
	}
	if c.Says == "" {
		c.Says = o.Says
	}
}

// Outcome is what one check came to in one grading.
type Outcome struct {
	Concept string // its id
	Mark    Mark   // Passes, Fails or Blocked
	Says    string // why, of one that did not pass
}

func outcomesOf(report *graders.Report) []Outcome {
	all := make([]Outcome, len(report.Verdicts))
	for i, v := range report.Verdicts {
		all[i] = Outcome{Concept: v.Concept.ID, Mark: markOf(v)}
		if !v.Passed() {
			all[i].Says = strings.Clone(why(v)) // lets go of what it may be a part of
		}
	}
	return all
}

// markOf leaves apart in which way a check failed: a wrong solution may do so by chance.
func markOf(v graders.Verdict) Mark {
	switch {
	case v.Passed():
		return Passes
	case v.Status == graders.Blocked:
		return Blocked
	}
	return Fails
}
