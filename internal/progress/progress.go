// Package progress keeps what a learner has achieved: a record for each exercise
// and language, and the last report of each.
package progress

import (
	"slices"
	"strings"
	"time"

	"drill/graders"
)

// Version is the version of the file's form.
const Version = 1

// Progress is the content of progress.json.
type Progress struct {
	Version int                `json:"version"`
	Records map[string]*Record `json:"records"` // by [Key]
}

// Record is what is known of one exercise in one language.
type Record struct {
	Exercise string           `json:"exercise"`
	Language graders.Language `json:"language"`
	Attempts int              `json:"attempts"`
	// Best and Total count concepts: passed in the best attempt, and graded.
	Best  int `json:"best"`
	Total int `json:"total"`
	// Solved is when all concepts first passed together.
	Solved *time.Time `json:"solved,omitempty"`
	Last   time.Time  `json:"last"`
	// Passed is when each concept first passed.
	Passed map[string]time.Time `json:"passed,omitempty"`
	// Failing are the concepts that failed last, in the exercise's order; those
	// that wait for others come after them.
	Failing []string `json:"failing,omitempty"`
	// Unloaded tells that the last solution could not be loaded, so that nothing ran.
	Unloaded bool `json:"unloaded,omitempty"`
	// Hints counts the hints shown of each concept since it last passed.
	Hints map[string]int `json:"hints,omitempty"`
}

// Key names a record.
func Key(exercise string, l graders.Language) string { return exercise + "/" + string(l) }

// Find returns the record of an exercise in a language, nil when there is none.
func (p *Progress) Find(exercise string, l graders.Language) *Record {
	return p.Records[Key(exercise, l)]
}

// Solved reports whether all concepts of an exercise passed in the language.
func (p *Progress) Solved(exercise string, l graders.Language) bool {
	record := p.Find(exercise, l)
	return record != nil && record.Solved != nil
}

// Concepts returns the ids of all concepts that passed somewhere.
func (p *Progress) Concepts() map[string]bool {
	passed := map[string]bool{}
	for _, record := range p.Records {
		for id := range record.Passed {
			passed[id] = true
		}
	}
	return passed
}

// Add counts a report.
func (p *Progress) Add(report *graders.Report) {
	record := p.record(report.Exercise, report.Language)
	record.Attempts++
	record.Last = report.Started
	record.Total = len(report.Verdicts)
	record.Best = max(record.Best, record.Total-len(report.Failed()))
	if report.Passed() && record.Solved == nil {
		record.Solved = &report.Started
	}
	record.Failing = failing(report)
	record.Unloaded = report.Load != nil
	for _, v := range report.Verdicts {
		if !v.Passed() {
			continue
		}
		delete(record.Hints, v.Concept.ID)
		if _, before := record.Passed[v.Concept.ID]; !before {
			record.Passed[v.Concept.ID] = report.Started
		}
	}
}

// Hinted counts one more hint of a concept as shown.
func (p *Progress) Hinted(exercise string, l graders.Language, concept string) {
	p.record(exercise, l).Hints[concept]++
}

func (p *Progress) record(exercise string, l graders.Language) *Record {
	key := Key(exercise, l)
	record := p.Records[key]
	if record == nil {
		record = &Record{Exercise: exercise, Language: l}
		p.Records[key] = record
	}
	if record.Passed == nil {
		record.Passed = map[string]time.Time{}
	}
	if record.Hints == nil {
		record.Hints = map[string]int{}
	}
	return record
}

func failing(report *graders.Report) []string {
	verdicts := report.Failed()
	slices.SortStableFunc(verdicts, func(a, b graders.Verdict) int {
		return strings.Compare(waits(a), waits(b))
	})
	ids := make([]string, len(verdicts))
	for i, v := range verdicts {
		ids[i] = v.Concept.ID
	}
	return ids
}

// waits sorts what can be worked on before what waits for something else.
func waits(v graders.Verdict) string {
	if v.Status == graders.Blocked {
		return "later"
	}
	return ""
}
