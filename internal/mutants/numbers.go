package mutants

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// neighbours are the numbers to put in place of a literal: one more, one less, and
// zero. A number that is less than zero gets parentheses: it may follow a minus.
func neighbours(literal string) []string {
	text := strings.ReplaceAll(literal, "_", "")
	suffix := ""
	if strings.HasSuffix(text, "n") { // JavaScript's BigInt
		text, suffix = strings.TrimSuffix(text, "n"), "n"
	}
	var all []string
	if value, ok := new(big.Int).SetString(text, 0); ok {
		one := big.NewInt(1)
		all = []string{new(big.Int).Add(value, one).String(), new(big.Int).Sub(value, one).String(), "0"}
	} else if value, err := strconv.ParseFloat(text, 64); err == nil {
		all = []string{float(value + 1), float(value - 1), "0"}
	}
	for i := range all {
		if all[i] += suffix; strings.HasPrefix(all[i], "-") {
			all[i] = "(" + all[i] + ")"
		}
	}
	return slices.DeleteFunc(slices.Compact(all), func(other string) bool { return other == literal })
}

func float(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }
