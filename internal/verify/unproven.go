package verify

import (
	"path"
	"slices"
)

// unproven finds concepts that wrong solutions name and none of them failed by
// itself: each was blocked, and what the check itself would say is unknown.
func unproven(p Proof) []Problem {
	var problems []Problem
	for _, m := range p.Matrices() {
		for i, concept := range m.Concepts {
			named := slices.ContainsFunc(m.Of(Wrong), func(r Row) bool { return r.Cells[i].Must })
			if kills, _ := m.Kills(i); named && kills == 0 {
				problems = append(problems, problem(p.Exercise, path.Join(m.Language.Folder(), string(Wrong)),
					"has no solution that fails %s by itself: write one in which what it needs passes", concept.ID))
			}
		}
	}
	return problems
}
