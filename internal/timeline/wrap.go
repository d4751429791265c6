package timeline

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap writes text over as many lines as it needs, broken between words, with
// every line but the first indented under the label.
func (p *printer) wrap(label string, s style, text string) {
	room := p.width - uniseg.StringWidth(label)
	for i, part := range wrapWords(p.letters(text), max(room, 10)) {
		if i > 0 {
			label = strings.Repeat(" ", uniseg.StringWidth(label))
		}
		p.line(segment{plain, label}, segment{s, part})
	}
}

// wrapWords breaks text between words; a word that is too long is broken between
// characters.
func wrapWords(text string, room int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && uniseg.StringWidth(line+" "+word) > room {
			lines, line = append(lines, line), ""
		}
		for uniseg.StringWidth(word) > room {
			head := cut(word, room)
			lines, word = append(lines, head), word[len(head):]
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}

// cut returns as many whole characters of the text as fit in a number of columns.
func cut(text string, columns int) string {
	end, state, rest := 0, -1, text
	for rest != "" {
		var cluster string
		var width int
		cluster, rest, width, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if columns -= width; columns < 0 {
			break
		}
		end += len(cluster)
	}
	return text[:end]
}
