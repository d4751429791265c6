package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// writeGradebook writes CSV for a spreadsheet: a row for each submission, a column
// for each concept with the points it earned. The points of a fault are empty, not
// zero: nobody knows them.
func writeGradebook(out *bytes.Buffer, b batch) error {
	ids := conceptIDs(b.subjects)
	header := []string{"id", "exercise", "language", "points", "max"}
	for _, id := range ids {
		header = append(header, cell(id))
	}
	rows := [][]string{append(header, "status")}
	for _, s := range b.subjects {
		rows = append(rows, gradebookRow(s, ids))
	}
	writer := csv.NewWriter(out)
	return writer.WriteAll(rows)
}

// conceptIDs lists the concepts of all submissions in the order in which they
// first stand.
func conceptIDs(subjects []subject) []string {
	var ids []string
	seen := map[string]bool{}
	for _, s := range subjects {
		for _, t := range s.tests {
			if !seen[t.id] {
				seen[t.id] = true
				ids = append(ids, t.id)
			}
		}
	}
	return ids
}

func gradebookRow(s subject, ids []string) []string {
	row := []string{cell(s.name), cell(s.exercise), cell(s.language), strconv.Itoa(s.points), optional(s.max)}
	if s.state == fault {
		row[3] = ""
	}
	for _, id := range ids {
		points := ""
		if t := s.of(id); t != nil && s.state != fault {
			points = strconv.Itoa(t.points)
		}
		row = append(row, points)
	}
	return append(row, string(s.state))
}

func optional(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// cell keeps a spreadsheet from taking text for a formula: what begins like one
// gets an apostrophe in front (OWASP, CSV injection).
func cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0]) {
		return "'" + text
	}
	return text
}
