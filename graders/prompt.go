package graders

import (
	"fmt"
	"strings"
)

// forLanguage drops the parts of a text that are marked for other languages. A
// part begins at a line "<!-- LANGUAGE -->" and ends at a line "<!-- end -->".
func forLanguage(text string, l Language) string {
	var kept strings.Builder
	skip := false
	for line := range strings.Lines(text) {
		mark, isMark := partMark(line)
		switch {
		case isMark && mark == "end":
			skip = false
		case isMark:
			skip = mark != string(l)
		case !skip:
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func partMark(line string) (string, bool) {
	line = strings.TrimSpace(line)
	for _, mark := range []string{"end", string(Node), string(Go)} {
		if line == fmt.Sprintf("<!-- %s -->", mark) {
			return mark, true
		}
	}
	return "", false
}
