package requestcontext

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"drill/graders"
)

type stepsInput struct {
	ID    string   `json:"id"`
	Other string   `json:"other"` // a value of somebody else's, in Go's context
	User  string   `json:"user"`  // a field that an inner part adds, in Node
	Steps []string `json:"steps"`
}

func nodeSteps(r *rand.Rand) any {
	return steps(r, "an await", "a then", "a timer", "an immediate", "a tick", "a microtask", "file I/O")
}

func goSteps(r *rand.Rand) any {
	return steps(r, "a call", "a goroutine", "a sleep", "a timer", "a derived context", "another library's context")
}

// steps asks for every step twice, in random order.
func steps(r *rand.Rand, names ...string) any {
	tokens := graders.Tokens(r, 3)
	all := append(names, names...)
	r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	return stepsInput{tokens[0], tokens[1], tokens[2], all}
}

type interleavedInput struct {
	IDs []string `json:"ids"`
	// Order names the request, by its index, that goes on next.
	Order []int `json:"order"`
}

// interleaved lets every request wait three times; the last one to begin is the
// first to go on.
func interleaved(r *rand.Rand) any {
	order := []int{0, 0, 0, 1, 1, 1, 2, 2}
	r.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
	return interleavedInput{graders.Tokens(r, 3), append([]int{0, 2, 1}, order...)}
}

type idsInput struct {
	A    string `json:"a"`
	B    string `json:"b"`
	User string `json:"user"`
	Word string `json:"word"`
}

func ids(r *rand.Rand) any {
	t := graders.Tokens(r, 4)
	return idsInput{t[0], t[1], t[2], t[3]}
}

// header is a request's X-Request-Id.
type header struct {
	What  string `json:"what"`
	Value string `json:"value"`
	None  bool   `json:"none,omitempty"`
}

// allowed are all characters of an id.
const allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"

// good reports whether the prompt has the header taken over.
func (h header) good() bool {
	foreign := func(c rune) bool { return !strings.ContainsRune(allowed, c) }
	return 1 <= len(h.Value) && len(h.Value) <= 64 && !strings.ContainsFunc(h.Value, foreign)
}

type headersInput struct {
	Headers []header `json:"headers"`
	Prefix  string   `json:"prefix"` // of generated ids
}

func headers(r *rand.Rand) any {
	word := func() string { return graders.Token(r) }
	list := []header{
		{What: "an ordinary id", Value: word()},
		{What: "an id with upper case, dots, dashes and underscores", Value: "Zz.9_" + word() + "-" + word()},
		{What: "an id of one character", Value: word()[:1]},
		{What: "an id of one dash", Value: "-"},
		{What: "an id of 0", Value: "0"},
		{What: "an id of 63 characters", Value: strings.Repeat(word(), 8)[1:]},
		{What: "an id of 64 characters", Value: strings.Repeat(word(), 8)},
		{What: "an id of all letters", Value: allowed[:52]},
		{What: "an id of all digits and signs", Value: allowed[52:]},
		{What: "no header", None: true},
		{What: "an empty header"},
		{What: "an id of 65 characters", Value: strings.Repeat(word(), 8) + "x"},
		{What: "an id of 9,999 characters", Value: strings.Repeat(word(), 1250)[:9999]},
		{What: "a second log line", Value: word() + "\nlevel=admin"},
		{What: "a line break before an id", Value: "level=\"admin\"\n" + word()},
		{What: "a line break at the end", Value: word() + "\n"},
		{What: "an escape sequence", Value: "\x1b[2J" + word()},
		{What: "two headers in one", Value: word() + ", " + word()},
	}
	for c := rune(0); c < 0x80; c++ {
		if !strings.ContainsRune(allowed, c) {
			list = append(list, header{What: fmt.Sprintf("the character %q between letters", c), Value: word() + string(c) + word()})
		}
	}
	for _, c := range "éßЖ٣\u212a\u017f\u2028\ufeff🙂" { // a Kelvin sign and a long s are letters to a pattern that ignores case
		list = append(list, header{What: fmt.Sprintf("the character %+q, which is not ASCII", c), Value: word() + string(c)})
	}
	// Longer than a header may be, and with other characters: it is taken as it is.
	return headersInput{list, "generated: " + strings.Repeat(word(), 8)}
}
