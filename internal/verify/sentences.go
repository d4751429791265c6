package verify

import (
	"fmt"
	"strings"
)

// sentences say what the table draws, a line for each concept and for each
// solution that is not what it must be.
func (m Matrix) sentences() string {
	var out strings.Builder
	wrong := m.Of(Wrong)
	for i, concept := range m.Concepts {
		var names []string
		for _, row := range wrong {
			if row.Cells[i].Failed > 0 {
				names = append(names, spoken(row))
			}
		}
		who := "no wrong solution"
		if len(names) > 0 {
			who = fmt.Sprintf("%d of %d: %s", len(names), len(wrong), strings.Join(names, ", "))
		}
		fmt.Fprintf(&out, "%s is failed by %s\n", concept.Title, who)
	}
	for _, row := range wrong {
		for _, why := range row.Wrong {
			fmt.Fprintf(&out, "not as it must be: %s %s\n", spoken(row), why)
		}
	}
	for _, line := range m.others() {
		fmt.Fprintln(&out, line)
	}
	return out.String()
}

func spoken(row Row) string {
	if row.Handbook {
		return row.Name + " (handbook)"
	}
	return row.Name
}
