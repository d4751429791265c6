package verify

import (
	"fmt"

	"drill/graders"
)

// proofSection is one exercise of the page.
type proofSection struct {
	ID, Title, Folder, Verdict string
	Holds                      bool
	Complaints                 []Problem
	Matrices                   []matrixTable
}

// matrixTable is one language of an exercise.
type matrixTable struct {
	ID, Language          string
	Heads                 []head
	Rows                  []tableRow
	Handbook, Right, Idle int
	Others                []string
}

type head struct {
	Title, Definition string
	Kills             string
	Unkilled          bool
}

// tableRow is one wrong solution.
type tableRow struct {
	Name     string
	Handbook bool
	Cells    []tableCell
	Wrong    []string
}

type tableCell struct {
	Class, Sign, Word string
	Concept, Says     string
	Right             bool // the tip opens to the left
}

func sectionOf(p Proof) proofSection {
	s := proofSection{
		ID: p.Exercise.Slug, Title: p.Exercise.Title, Folder: "exercises/" + folderOf(p.Exercise),
		Verdict: verdictOf(p), Holds: p.Holds(), Complaints: p.Complaints(),
	}
	for _, m := range p.Matrices() {
		s.Matrices = append(s.Matrices, tableOf(m))
	}
	return s
}

func tableOf(m Matrix) matrixTable {
	t := matrixTable{
		ID: m.Exercise + "-" + string(m.Language), Language: m.Language.Title(),
		Right: len(m.Of(Reference, Right)), Idle: len(m.Of(Stub, Empty, Hollow)), Others: m.others(),
	}
	for i, concept := range m.Concepts {
		kills, _ := m.Kills(i)
		t.Heads = append(t.Heads, head{concept.Title, concept.Definition, fmt.Sprint(kills), kills == 0})
	}
	for _, row := range m.Of(Wrong) {
		if row.Handbook {
			t.Handbook++
		}
		t.Rows = append(t.Rows, m.tableRow(row))
	}
	return t
}

func (m Matrix) tableRow(row Row) tableRow {
	shown := tableRow{Name: row.Name, Handbook: row.Handbook, Wrong: row.Wrong}
	for i, cell := range row.Cells {
		mark := cell.Mark(row.Gradings)
		c := tableCell{Class: string(mark), Word: string(mark), Concept: m.Concepts[i].Title, Says: cell.Says, Right: 2*i >= len(row.Cells)}
		switch mark {
		case Fails:
			c.Sign = signFails
		case Blocked:
			c.Sign = signBlocked
		case Differs:
			c.Sign = signDiffers
			c.Word = fmt.Sprintf("must %s, and failed %s of %d", expectation(cell), graders.Plural(cell.Failed, "time"), row.Gradings)
		default:
			c.Sign = signPasses
		}
		shown.Cells = append(shown.Cells, c)
	}
	return shown
}

func expectation(c Cell) string {
	if c.Must {
		return "fail"
	}
	return "pass"
}
