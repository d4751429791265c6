package graders

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// plain turns a value into what it is after a round trip through JSON, so that
// what Go code expects compares with what a trace holds.
func plain(value any) any {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("check compares a value that is no plain data: %v", err))
	}
	var decoded any
	if err := json.Unmarshal(encoded, &decoded); err != nil {
		panic(fmt.Sprintf("check compares a value that is no plain data: %v", err))
	}
	return decoded
}

// number prints a number without needless digits.
func number(n float64) string { return strconv.FormatFloat(round(n), 'f', -1, 64) }

func round(n float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'f', 2, 64), 64)
	if err != nil {
		return n
	}
	return rounded
}

func numbers(list []float64) string {
	if len(list) == 0 {
		return "none"
	}
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = number(n)
	}
	return strings.Join(words, ", ")
}

// Listed joins words with commas, and calls an empty list "nothing".
func Listed(words []string) string {
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, ", ")
}

// Plural prints a count with its noun, such as "1 call", "3 calls" or "2 entries".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "try"); ok {
		return fmt.Sprintf("%d %stries", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// FirstDifference returns the index of the first byte in which two hexadecimal
// texts differ, also by ending, and -1 where they are equal.
func FirstDifference(want, got string) int {
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			return i / 2
		}
	}
	return -1
}

// Ms prints a number of milliseconds.
func Ms(n float64) string { return number(n) + " ms" }

func pointer[T any](v T) *T { return &v }
