package graders

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"
)

// Clock says which time a scenario runs on.
type Clock string

const (
	// Virtual time jumps to the next due timer when nothing else can run.
	Virtual Clock = "virtual"
	// Real time is for scenarios about the event loop itself, I/O, processes or
	// threads.
	Real Clock = "real"
)

// Scenario is one stimulus: the sandbox runs the function of this name in the
// exercise's scenarios file, with an input drawn by the judge.
type Scenario struct {
	// Name is the function's key in the scenarios file, in kebab-case.
	Name  string
	Clock Clock
	// Input draws the scenario's input; the result must encode to a JSON object.
	// Nil means no input. Values that a hard-coded answer could guess belong here.
	Input func(r *rand.Rand) any
	// Wall bounds the scenario's real duration; zero means Limits.Wall.
	Wall time.Duration
	// Tolerant scenarios go on after an uncaught error, which is then an
	// [KindUncaught] or [KindUnhandled] event instead of the end of the run.
	Tolerant bool
	// Only limits the scenario to some languages; empty means all.
	Only []Language
}

// For reports whether the scenario is part of the exercise in the language.
func (s Scenario) For(l Language) bool { return len(s.Only) == 0 || slices.Contains(s.Only, l) }

// draw returns the input of the scenario under a seed. Every scenario has a
// generator of its own, so that adding one does not change another's input.
func (s Scenario) draw(seed uint64) (json.RawMessage, error) {
	if s.Input == nil {
		return json.RawMessage(`{}`), nil
	}
	name := fnv.New64a()
	name.Write([]byte(s.Name))
	input, err := json.Marshal(s.Input(rand.New(rand.NewPCG(seed, name.Sum64()))))
	if err != nil {
		return nil, fmt.Errorf("scenario %s: input does not encode to JSON: %w", s.Name, err)
	}
	return input, nil
}

// Token draws a short random word that no solution can guess.
func Token(r *rand.Rand) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	word := make([]byte, 8)
	for i := range word {
		word[i] = letters[r.IntN(len(letters))]
	}
	return string(word)
}

// Tokens draws n distinct tokens.
func Tokens(r *rand.Rand, n int) []string {
	seen := make(map[string]bool, n)
	words := make([]string, 0, n)
	for len(words) < n {
		if word := Token(r); !seen[word] {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

// Between draws a whole number from low to high, both included.
func Between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }
