package graders

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// contrast prints two plain values that are not equal, so that the texts are not
// equal either: where they would be, it says what differs.
func contrast(want, got any) (string, string) {
	w, g := Show(want), Show(got)
	if !lookAlike(w, g) {
		return w, g
	}
	where, a, b := difference("", want, got)
	x, y := apart(a, b)
	if where != "" {
		x, y = "at "+where+" "+x, "at "+where+" "+y
		return w + ", " + x, g + ", " + y
	}
	return x, y
}

// lookAlike reports whether a reader would take two texts for the same one.
func lookAlike(a, b string) bool {
	return a == b || seen(a) == seen(b)
}

// seen is a text as it meets the eye: any space is a space, what has no width is not
// there, and a letter with an accent may be one character or two.
func seen(text string) string {
	var eye []rune
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			eye = append(eye, ' ')
		case unicode.In(r, unicode.Cf, unicode.Cc):
		case unicode.Is(unicode.Mn, r) && len(eye) > 0:
			eye[len(eye)-1] = 'à'
		case r >= 0xC0 && r < 0x250: // Latin letters that have an accent
			eye = append(eye, 'à')
		default:
			eye = append(eye, r)
		}
	}
	return string(eye)
}

// difference finds the first place at which two values differ, such as [2].name, and
// what they have there.
func difference(where string, want, got any) (string, any, any) {
	switch w := want.(type) {
	case []any:
		if g, ok := got.([]any); ok {
			for i := range max(len(w), len(g)) {
				at := fmt.Sprintf("%s[%d]", where, i)
				if i >= len(w) || i >= len(g) {
					return where, length(len(w)), length(len(g))
				}
				if !reflect.DeepEqual(w[i], g[i]) {
					return difference(at, w[i], g[i])
				}
			}
		}
	case map[string]any:
		if g, ok := got.(map[string]any); ok && w["$"] == nil && g["$"] == nil {
			for _, name := range slices.Sorted(maps.Keys(w)) {
				if !reflect.DeepEqual(w[name], g[name]) {
					return difference(strings.TrimPrefix(where+"."+name, "."), w[name], g[name])
				}
			}
			return where, length(len(w)), length(len(g))
		}
	}
	return where, want, got
}

// length stands for a list or an object of which only the size differs.
type length int

// apart prints two values that differ and may look the same.
func apart(want, got any) (string, string) {
	w, isText := want.(string)
	g, too := got.(string)
	if isText && too {
		return textsApart(w, g)
	}
	x, y := detail(want), detail(got)
	if x == y {
		y += ", another one with the same text"
	}
	return x, y
}

// detail prints a value with what Show leaves out.
func detail(value any) string {
	switch v := value.(type) {
	case length:
		return Plural(int(v), "entry")
	case map[string]any:
		if v["$"] == "error" && v["code"] != nil {
			return Show(v) + " with the code " + Show(v["code"])
		}
	}
	return Show(value)
}

// around is how many characters of two texts are shown before their difference.
const around = 20

// textsApart prints two texts around their first difference, with every character
// that could be taken for another one spelled out.
func textsApart(want, got string) (string, string) {
	w, g := []rune(want), []rune(got)
	at := 0
	for at < len(w) && at < len(g) && w[at] == g[at] {
		at++
	}
	window := func(text []rune) string {
		begin, end := max(0, at-around), min(len(text), at+2*around)
		part := strconv.QuoteToASCII(string(text[begin:end]))
		if begin == 0 && end == len(text) {
			return part
		}
		return fmt.Sprintf("%s from character %d of %d on", part, begin+1, len(text))
	}
	return window(w), window(g)
}
