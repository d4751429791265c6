package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"drill/graders"
)

// block makes text of several lines harmless: no control or format character
// stays but line ends and tabs, and no line is a command to a CI runner.
func block(text string) string { return inert(clean(text)) }

// line makes text harmless and puts it on one line.
func line(text string) string {
	return inert(strings.Join(strings.Fields(clean(text)), " "))
}

// clean is [graders.Clean], with the characters spelled out that no document in
// XML or HTML may hold.
func clean(text string) string {
	text = graders.Clean(text)
	if strings.IndexFunc(text, noncharacter) < 0 {
		return text
	}
	var clean strings.Builder
	for _, r := range text {
		if noncharacter(r) {
			fmt.Fprintf(&clean, `\u%04x`, r)
			continue
		}
		clean.WriteRune(r)
	}
	return clean.String()
}

// noncharacter reports what Unicode keeps for itself (section 23.7).
func noncharacter(r rune) bool { return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef }

// inert breaks what a CI runner takes from a log as a command. GitHub reads "::"
// at the start of a line, leading space aside, and "##[" anywhere in it; Azure
// reads "##vso[" and TeamCity "##teamcity[" (actions/runner, ActionCommand.cs).
func inert(text string) string {
	if strings.Contains(text, "##") {
		text = regexp.MustCompile(`##(\[|vso\[|teamcity\[)`).ReplaceAllString(text, `#\#$1`)
	}
	if !strings.Contains(text, "::") {
		return text
	}
	return regexp.MustCompile(`(?m)^(\s*)::`).ReplaceAllString(text, `$1\::`)
}

// cutRunes keeps at most limit characters, the note among them.
func cutRunes(text string, limit int, note string) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	keep := max(0, limit-utf8.RuneCountInString(note))
	return string([]rune(text)[:keep]) + note
}

// cutBytes keeps at most limit bytes, the note among them, and whole characters;
// nothing where not even the note has room.
func cutBytes(text string, limit int, note string) string {
	if len(text) <= limit {
		return text
	}
	if limit < len(note) {
		return ""
	}
	keep := limit - len(note)
	for keep > 0 && !utf8.RuneStart(text[keep]) {
		keep--
	}
	return text[:keep] + note
}

// cutNote ends what was cut where a format has no words of its own for it.
const cutNote = "\n… cut here: it is longer than this report may hold"
