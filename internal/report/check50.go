package report

import (
	"bytes"

	"drill/graders"
)

type check50Results struct {
	Slug    string          `json:"slug"`
	Results []check50Result `json:"results,omitempty"`
	Error   *check50Error   `json:"error,omitempty"`
	Version string          `json:"version"`
}

type check50Result struct {
	Name        string        `json:"name"`
	Description string        `json:"description"`
	Passed      *bool         `json:"passed"` // null: it could not be checked
	Log         []string      `json:"log"`
	Cause       *check50Cause `json:"cause"`
	Data        struct{}      `json:"data"`
	Dependency  *string       `json:"dependency"`
}

type check50Cause struct {
	Rationale string  `json:"rationale"`
	Help      *string `json:"help"`
	Expected  *string `json:"expected,omitempty"`
	Actual    *string `json:"actual,omitempty"`
}

type check50Error struct {
	Type      string   `json:"type"`
	Value     string   `json:"value"`
	Traceback []string `json:"traceback"`
	Data      struct{} `json:"data"`
}

// writeCheck50 writes what check50 writes with -o json: error in place of results
// when drill broke, and passed null for a concept that waits for another.
func writeCheck50(out *bytes.Buffer, b batch) error {
	s := b.subjects[0]
	results := check50Results{Slug: s.exercise, Version: b.options.Version}
	switch s.state {
	case fault:
		results.Error = &check50Error{Type: "Fault", Value: apart(s), Traceback: []string{}}
	case refused:
		no := false
		results.Results = []check50Result{{
			Name: "graded", Description: "the submission can be graded", Passed: &no, Log: []string{},
			Cause: &check50Cause{Rationale: s.reason},
		}}
	default:
		for _, t := range s.tests {
			results.Results = append(results.Results, check50ResultOf(t))
		}
	}
	return encode(out, results, "  ")
}

func check50ResultOf(t test) check50Result {
	result := check50Result{Name: t.id, Description: t.name(), Log: []string{}}
	if t.status != graders.Blocked {
		ok := t.passed()
		result.Passed = &ok
	}
	if t.blockedByID != "" {
		result.Dependency = &t.blockedByID
	}
	if t.passed() {
		return result
	}
	result.Cause = &check50Cause{Rationale: t.message()}
	if t.expected != "" && t.seen != "" {
		result.Cause.Expected, result.Cause.Actual = &t.expected, &t.seen
	}
	return result
}
