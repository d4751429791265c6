package report

import "html/template"

// htmlPage is what the template shows.
type htmlPage struct {
	Style    template.CSS
	Title    string
	Totals   string
	Version  string
	Groups   []htmlGroup
	Refused  []htmlApart
	Faults   []htmlApart
	Subjects []htmlSubject
}

type htmlGroup struct {
	Exercise string
	Concepts []string
	Rows     []htmlRow
}

type htmlRow struct {
	Name, Link, Points string
	Cells              []htmlCell
}

type htmlCell struct{ Class, Text string }

type htmlApart struct{ Name, Reason string }

type htmlSubject struct {
	ID, Name, Exercise, Apart string
	Facts                     []htmlFact
	Load                      []string
	Tests                     []htmlTest
	Printed                   []htmlPrinted
	Open                      bool
}

type htmlFact struct{ Name, Value string }

type htmlTest struct {
	Class, Result, Concept, Claim, Points string
	Details                               []htmlFact
}

type htmlPrinted struct{ Where, Text string }
