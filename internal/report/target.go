package report

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Target is a format and where it goes.
type Target struct {
	Format string
	File   string // empty means the standard output
}

// ParseTarget reads a target as a person types it: "junit", "junit=-" or
// "junit=report.xml". The error lists the formats there are.
func ParseTarget(text string) (Target, error) {
	name, file, named := strings.Cut(text, "=")
	if _, err := find(name); err != nil {
		return Target{}, err
	}
	if named && file == "" {
		return Target{}, fmt.Errorf("%q names no file: write %s=FILE, or %s alone for the standard output", text, name, name)
	}
	if file == "-" {
		file = ""
	}
	return Target{Format: name, File: file}, nil
}

// ParseTargets reads several targets. Two for one file, or for the standard
// output, are an error.
func ParseTargets(texts []string) ([]Target, error) {
	var targets []Target
	for _, text := range texts {
		target, err := ParseTarget(text)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(targets, func(t Target) bool { return t.place() == target.place() })
		if at >= 0 {
			return nil, fmt.Errorf("%s and %s both go to %s: give one of them a file of its own, like %s=FILE",
				targets[at].Format, target.Format, target.describe(), target.Format)
		}
		targets = append(targets, target)
	}
	return targets, nil
}

func (t Target) place() string {
	if t.File == "" {
		return ""
	}
	return filepath.Clean(t.File)
}

func (t Target) describe() string {
	if t.File == "" {
		return "the standard output"
	}
	return t.File
}
