package graders

import (
	"slices"

	"drill/graders/concepts"
)

// Check judges one concept of an exercise.
type Check struct {
	Concept concepts.Concept
	// Claim completes "a right solution ..." in the words of the task, such as
	// "stops reading while the sink is full".
	Claim string
	// Hints lead step by step without telling; GoHints replace them for Go.
	Hints   []string
	GoHints []string
	// Reason is what exam mode may say about a failure; empty means the claim.
	Reason string
	// Needs names concepts of the same exercise without which this one cannot be
	// judged: when one of them does not pass, this check is blocked.
	Needs []concepts.Concept
	// Points are the check's weight; zero means one.
	Points int
	// Only limits the check to some languages; empty means all.
	Only []Language
	// Judge states what must hold. It reads recorded runs and nothing else.
	Judge func(j *Judge)
}

// For reports whether the check is part of the exercise in the language.
func (c Check) For(l Language) bool { return len(c.Only) == 0 || slices.Contains(c.Only, l) }

// Weight is the number of points the check gives.
func (c Check) Weight() int { return max(c.Points, 1) }

// HintsFor returns the hints for a language.
func (c Check) HintsFor(l Language) []string {
	if l == Go && len(c.GoHints) > 0 {
		return c.GoHints
	}
	return c.Hints
}
