package timeline

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"drill/graders"
)

const valueLength = 60 // characters of one value

// words says an entry's data shortly, such as "bytes 16384, buffered 0".
func (e entry) words() string {
	if e.event < 0 || e.data == nil {
		return e.text
	}
	parts := make([]string, len(e.data))
	for i, f := range e.data {
		parts[i] = phrase(f.name, valueWords(f.value))
	}
	return strings.Join(parts, ", ")
}

func phrase(name, value string) string {
	return strings.TrimSpace(spaced(name) + " " + value)
}

// valueWords prints a value without the quotes that one word does not need.
func valueWords(value any) string {
	switch v := value.(type) {
	case float64:
		return amount(v)
	case string:
		if plainWord(v) {
			return v
		}
	}
	return shorten(spaced(graders.Show(value)), valueLength)
}

func plainWord(text string) bool {
	ordinary := func(r rune) bool {
		return r == '-' || r == '_' || r == '.' || r == '/' || r == ':' || r == '#' ||
			'0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return text != "" && len(text) <= valueLength && strings.IndexFunc(text, func(r rune) bool { return !ordinary(r) }) < 0
}

func shorten(text string, length int) string {
	runes := []rune(text)
	if len(runes) <= length {
		return text
	}
	return string(runes[:length-1]) + "…"
}

// amount prints a number with at most three decimals.
func amount(n float64) string {
	if math.Abs(n) >= 1e15 {
		return strconv.FormatFloat(n, 'g', 4, 64)
	}
	return strconv.FormatFloat(math.Round(n*1000)/1000, 'f', -1, 64)
}

// duration prints milliseconds in the unit that keeps the number short.
func duration(ms float64) string {
	units := []struct {
		size float64
		name string
	}{{3_600_000, "h"}, {60_000, "min"}, {1000, "s"}}
	for _, unit := range units {
		n := ms / unit.size
		if n >= 2 && ms >= 10_000 && math.Round(n*100)/100 == n {
			return amount(n) + " " + unit.name
		}
	}
	return amount(ms) + " ms"
}

// precision is how many decimals the times of a run need: all of a virtual
// clock's, which are exact, and of a real clock's as many as tell moments apart.
func precision(entries []entry, clock graders.Clock) int {
	for decimals := range 3 {
		if enough(entries, decimals, clock == graders.Virtual) {
			return decimals
		}
	}
	return 3
}

func enough(entries []entry, decimals int, exact bool) bool {
	scale := math.Pow(10, float64(decimals))
	for i, e := range entries {
		shown := math.Round(e.at*scale) / scale
		if exact && math.Abs(shown-e.at) > 1e-6 {
			return false
		}
		if i > 0 && entries[i-1].at != e.at && math.Round(entries[i-1].at*scale)/scale == shown {
			return false
		}
	}
	return true
}

func clockTime(ms float64, decimals int) string {
	if ms >= 1e15 {
		return amount(ms)
	}
	return strconv.FormatFloat(ms, 'f', decimals, 64)
}

// span says from when to when, such as "0 to 700 ms" or "at 0 ms".
func span(from, to float64, decimals int) string {
	if from == to {
		return fmt.Sprintf("at %s ms", clockTime(from, decimals))
	}
	return fmt.Sprintf("%s to %s ms", clockTime(from, decimals), clockTime(to, decimals))
}
