package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// format is one way of writing a batch.
type format struct {
	name      string
	extension string // of a file that holds it
	many      bool   // holds any number of submissions
	write     func(out *bytes.Buffer, b batch) error
}

// batch is what a writer gets: subjects made harmless, and options.
type batch struct {
	subjects []subject
	entries  []Entry
	options  Options
}

func formats() []format {
	return []format{
		{"text", "txt", true, writeText},
		{"json", "json", true, writeJSON},
		{"junit", "xml", true, writeJUnit},
		{"tap", "tap", true, writeTAP},
		{"exercism", "json", false, writeExercism},
		{"check50", "json", false, writeCheck50},
		{"gradescope", "json", false, writeGradescope},
		{"classroom", "txt", false, writeClassroom},
		{"prairielearn", "json", false, writePrairieLearn},
		{"github", "txt", true, writeGitHub},
		{"html", "html", true, writeHTML},
		{"gradebook", "csv", true, writeGradebook},
	}
}

// Formats lists the names of all formats.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// HoldsMany reports whether a format holds more than one submission.
func HoldsMany(name string) bool {
	f, err := find(name)
	return err == nil && f.many
}

// Extension is the usual extension of a format's files, without the dot; empty
// for a format that does not exist.
func Extension(name string) string {
	f, err := find(name)
	if err != nil {
		return ""
	}
	return f.extension
}

func find(name string) (format, error) {
	all := formats()
	at := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if at < 0 {
		return format{}, fmt.Errorf("no format %q: use one of %s", name, strings.Join(Formats(), ", "))
	}
	return all[at], nil
}

// Write writes the entries in a format, in their order. Nothing is written unless
// all of it could be made. It returns an error for a format that does not exist or
// holds one submission and got several, for no entry, for an entry that is not
// exactly one of graded, faulty and refused, for points that fit no concept, and
// when w fails.
func Write(w io.Writer, name string, entries []Entry, o Options) error {
	f, err := find(name)
	if err != nil {
		return err
	}
	b, err := newBatch(f, entries, o)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := f.write(&out, b); err != nil {
		return fmt.Errorf("%s report: %w", name, err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func newBatch(f format, entries []Entry, o Options) (batch, error) {
	if len(entries) == 0 {
		return batch{}, errors.New("nothing was graded, so there is nothing to report")
	}
	if len(entries) > 1 && !f.many {
		return batch{}, fmt.Errorf("the %s format holds one submission and %d were graded: grade one at a time, or use json or gradebook",
			f.name, len(entries))
	}
	o.Version = line(o.Version)
	b := batch{entries: make([]Entry, len(entries)), options: o}
	for i, entry := range entries {
		if err := entry.check(); err != nil {
			return batch{}, err
		}
		b.entries[i] = entry.scaled(o.Points)
	}
	if err := fits(o.Points, entries); err != nil {
		return batch{}, err
	}
	for i, entry := range b.entries {
		b.subjects = append(b.subjects, subjectOf(i+1, entry))
	}
	return b, nil
}
