package verify

import (
	"cmp"
	"slices"

	"drill/graders"
	"drill/graders/concepts"
)

// Matrix is the kill matrix of an exercise in one language: which wrong solution
// failed which concept. Right solutions and those that do nothing are in it too.
type Matrix struct {
	Exercise string             `json:"exercise"`
	Title    string             `json:"title"`
	Folder   string             `json:"folder"`
	Language graders.Language   `json:"language"`
	Concepts []concepts.Concept `json:"concepts"`
	// Solutions are in the order of a proof's results, but the wrong ones by the
	// first concept that they fail, so that the table falls into steps.
	Solutions []Row `json:"solutions"`
}

// Row is one solution.
type Row struct {
	Kind     Kind   `json:"kind"`
	Name     string `json:"name"`
	Handbook bool   `json:"handbook,omitempty"`
	// Gradings counts the seeds it was graded under.
	Gradings int `json:"gradings"`
	// Cells are one a concept, in the matrix's order.
	Cells []Cell `json:"cells"`
	// Wrong are the ways in which an outcome is not what it must be, without
	// repetitions.
	Wrong []string `json:"wrong,omitempty"`
}

// Of returns the rows of some kinds.
func (m Matrix) Of(kinds ...Kind) []Row {
	return slices.DeleteFunc(slices.Clone(m.Solutions), func(r Row) bool { return !slices.Contains(kinds, r.Kind) })
}

// Kills counts the wrong solutions that fail a concept by themselves, and those
// of them that are the handbook's.
func (m Matrix) Kills(concept int) (all, handbook int) {
	for _, row := range m.Of(Wrong) {
		if row.Cells[concept].Failed > 0 {
			all++
			if row.Handbook {
				handbook++
			}
		}
	}
	return all, handbook
}

// Matrices returns a matrix for each language that an exercise was graded in.
func (p Proof) Matrices() []Matrix {
	var all []Matrix
	for _, l := range graders.Languages() {
		m := Matrix{Exercise: p.Exercise.Slug, Title: p.Exercise.Title, Folder: folderOf(p.Exercise), Language: l}
		for _, check := range p.Exercise.ChecksFor(l) {
			m.Concepts = append(m.Concepts, check.Concept)
		}
		for _, result := range withoutPrefix(p.Results) {
			if result.Case.Language == l {
				m.add(result)
			}
		}
		if len(m.Solutions) > 0 {
			slices.SortStableFunc(m.Solutions, inSteps)
			all = append(all, m)
		}
	}
	return all
}

// inSteps sorts wrong solutions and leaves the others as they are.
func inSteps(a, b Row) int {
	if a.Kind != Wrong || b.Kind != Wrong {
		return 0
	}
	must := func(c Cell) bool { return c.Must }
	count := func(r Row) int {
		return len(slices.DeleteFunc(slices.Clone(r.Cells), func(c Cell) bool { return !c.Must }))
	}
	everything := func(r Row) int { return count(r) / len(r.Cells) }
	return cmp.Or(
		cmp.Compare(everything(a), everything(b)),
		cmp.Compare(slices.IndexFunc(a.Cells, must), slices.IndexFunc(b.Cells, must)),
		cmp.Compare(count(a), count(b)),
	)
}

// add counts a result; results of one case follow one another.
func (m *Matrix) add(r Result) {
	last := len(m.Solutions) - 1
	if last < 0 || m.Solutions[last].Kind != r.Case.Kind || m.Solutions[last].Name != r.Case.Name {
		m.Solutions = append(m.Solutions, m.row(r.Case))
		last++
	}
	row := &m.Solutions[last]
	row.Gradings++
	if r.Wrong != "" && !slices.Contains(row.Wrong, r.Wrong) {
		row.Wrong = append(row.Wrong, r.Wrong)
	}
	for i, o := range r.Outcomes {
		row.Cells[i].count(o)
	}
}

func (m *Matrix) row(c Case) Row {
	row := Row{Kind: c.Kind, Name: c.Name, Handbook: c.Marker.Handbook, Cells: make([]Cell, len(m.Concepts))}
	must := c.MustFail()
	for i, concept := range m.Concepts {
		row.Cells[i].Must = slices.Contains(must, concept.ID)
	}
	return row
}
