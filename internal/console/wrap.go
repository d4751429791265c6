package console

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks text into lines of at most width characters, between words; a word
// that is longer stands alone. Line ends in the text stay. It returns at least
// one line.
func Wrap(text string, width int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapLine(paragraph, max(width, 1))...)
	}
	return lines
}

func wrapLine(text string, width int) []string {
	var lines []string
	var line strings.Builder
	length := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n > width {
			lines = append(lines, line.String())
			line.Reset()
			length = 0
		}
		if length > 0 {
			line.WriteByte(' ')
			length++
		}
		line.WriteString(word)
		length += n
	}
	return append(lines, line.String())
}

// Hang wraps text behind a first-line prefix; the lines that follow are indented
// as far as the prefix is wide. The prefix is plain text, dress comes after.
func Hang(prefix, text string, width int, dress func(string) string) string {
	indent := utf8.RuneCountInString(prefix)
	lines := Wrap(text, width-indent)
	if dress != nil {
		prefix = dress(prefix)
	}
	return prefix + strings.Join(lines, "\n"+strings.Repeat(" ", indent))
}

// Pad fills text with spaces to a width in characters.
func Pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}
