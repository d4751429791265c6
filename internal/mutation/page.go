package mutation

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"
	"time"

	"drill/internal/verify"
)

//go:embed page.html page.css
var files embed.FS

// page is what the template shows.
type page struct {
	Style    template.CSS
	At       string
	Sections []section
}

// section is one exercise in one language.
type section struct {
	ID, Title, Language, Folder string
	Holds                       bool
	Score                       Score
	Problems                    []verify.Problem
	Files                       []listing
}

// listing is a solution with what is to be said about its lines.
type listing struct {
	Name  string
	Open  int
	Lines []codeLine
}

// codeLine is a line of a solution, with the mutants that begin in it.
type codeLine struct {
	Number int
	Text   string
	Marks  []mark
}

// mark is one mutant that no check fails, or only by luck.
type mark struct {
	Class, Word, Operator string
	Before, Text, After   string // the statement, cut at the edit
	Says                  string
}

// HTML writes one self-contained page that shows survivors in the code: no script, no
// network, readable without colour and on paper.
func HTML(w io.Writer, results []Result, at time.Time) error {
	templates, err := template.ParseFS(files, "page.html")
	if err != nil {
		return fmt.Errorf("page of mutants: %w", err)
	}
	style, err := files.ReadFile("page.css")
	if err != nil {
		return fmt.Errorf("page of mutants: %w", err)
	}
	p := page{Style: template.CSS(style), At: at.UTC().Format(time.DateTime) + " UTC"} // the style is ours
	for _, r := range results {
		p.Sections = append(p.Sections, sectionOf(r))
	}
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "page.html", p); err != nil {
		return fmt.Errorf("page of mutants: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func sectionOf(r Result) section {
	s := section{
		ID: r.Exercise.Slug + "-" + string(r.Language), Title: r.Exercise.Title, Language: r.Language.Title(),
		Folder: path.Join("exercises", r.Exercise.Track, r.Exercise.Slug, r.Language.Folder()),
		Holds:  r.Holds(), Score: r.Score(), Problems: r.Problems,
	}
	at := map[string]int{}
	for _, f := range r.Findings {
		word, class := f.word()
		if word == "" {
			continue
		}
		name := f.Mutant.File
		if _, known := at[name]; !known {
			at[name] = len(s.Files)
			s.Files = append(s.Files, listing{Name: name, Lines: lines(f.Solution)})
		}
		file := &s.Files[at[name]]
		if f.Open() {
			file.Open++
		}
		line := &file.Lines[f.Mutant.Line-1]
		line.Marks = append(line.Marks, markOf(f, word, class))
	}
	return s
}

// word says in a word what is to be said about a finding; nothing of what is killed.
func (f Finding) word() (word, class string) {
	switch {
	case f.Open():
		return string(f.Outcome), "open"
	case f.Outcome == Luck:
		return "killed by luck", "luck"
	case f.Entry != nil:
		return string(f.Entry.Class), "listed"
	}
	return "", ""
}

func markOf(f Finding, word, class string) mark {
	m := mark{Class: class, Word: word, Operator: f.Mutant.Operator, Says: f.By}
	if f.Entry != nil {
		m.Says = f.Entry.Reason
	}
	var rest string
	m.Before, rest, _ = strings.Cut(f.Mutant.Statement, "«")
	m.Text, m.After, _ = strings.Cut(rest, "»")
	return m
}

func lines(source []byte) []codeLine {
	var all []codeLine
	for i, text := range strings.Split(strings.TrimSuffix(string(source), "\n"), "\n") {
		all = append(all, codeLine{Number: i + 1, Text: text})
	}
	return all
}
