package timeline

import (
	"fmt"
	"strings"
)

// tableRow is one event, or a note on rows that are left out.
type tableRow struct {
	Time, Kind, Words string
	Failed            string
	Gap               string // when set, the rest is empty
}

// table lists entries one by one up to a limit, with the failed ones always.
func (s scene) table(t *take, limit int) (rows []tableRow, note string) {
	placed := marked(t.entries, t.marks)
	single := make([]group, len(t.entries))
	for i := range t.entries {
		single[i] = group{entries: t.entries[i : i+1], first: i, period: 1, times: 1}
	}
	shown := choose(single, limit, func(g group) bool { return len(placed[g.first]) > 0 })
	hidden, total := 0, 0
	for i, e := range t.entries {
		if !shown[i] {
			hidden++
			total++
			continue
		}
		if hidden > 0 {
			rows, hidden = append(rows, tableRow{Gap: fmt.Sprintf("%d rows left out", hidden)}), 0
		}
		rows = append(rows, tableRow{
			Time: clockTime(e.at, s.decimals), Kind: e.kind, Words: e.words(), Failed: failedWords(placed[i]),
		})
	}
	if total > 0 {
		note = fmt.Sprintf("%d of %d rows are shown.", len(t.entries)-total, len(t.entries))
	}
	return rows, note
}

func failedWords(marks []mark) string {
	var words []string
	for _, m := range marks {
		words = append(words, fmt.Sprintf("✗ %d %s", m.number, m.title()))
	}
	return strings.Join(words, "; ")
}

// printed returns the lines that a run printed, with streams told apart.
func (t *take) printed(limit int) []string {
	var lines []string
	for _, e := range t.entries {
		if e.kind != "stdout" && e.kind != "stderr" {
			continue
		}
		if len(lines) == limit {
			return append(lines, "… the rest is left out")
		}
		prefix := ""
		if e.kind == "stderr" {
			prefix = "stderr: "
		}
		lines = append(lines, prefix+e.text)
	}
	return lines
}
