package console

import (
	"regexp"
	"strings"
)

// Markdown prints the little Markdown that prompts use: headings, paragraphs,
// lists, code blocks, code words and links. Code keeps its lines.
func (c *Console) Markdown(text string) {
	m := markdown{console: c, width: c.Width()}
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		m.line(strings.TrimRight(line, " \r"))
	}
	m.flush()
}

type markdown struct {
	console *Console
	width   int
	prefix  string   // of the paragraph being gathered
	words   []string // its lines
	code    bool
}

var listItem = regexp.MustCompile(`^(\s*(?:[-*]|\d+\.)\s+)(.*)$`)

func (m *markdown) line(line string) {
	switch {
	case strings.HasPrefix(strings.TrimSpace(line), "```"):
		m.flush()
		m.code = !m.code
	case m.code:
		m.console.Println(strings.TrimRight("    "+m.console.Cyan(line), " "))
	case line == "":
		m.flush()
		m.console.Println()
	case strings.HasPrefix(line, "#"):
		m.flush()
		m.console.Println(m.console.Bold(m.inline(strings.TrimLeft(line, "# "))))
	case strings.HasPrefix(line, "|") || strings.HasPrefix(line, "<!--"):
		m.flush()
		if !strings.HasPrefix(line, "<!--") {
			m.console.Println(m.inline(line))
		}
	case listItem.MatchString(line):
		m.flush()
		parts := listItem.FindStringSubmatch(line)
		m.prefix, m.words = parts[1], []string{parts[2]}
	default:
		m.words = append(m.words, strings.TrimSpace(line))
	}
}

// flush prints the paragraph that was gathered.
func (m *markdown) flush() {
	if len(m.words) > 0 {
		text := link.ReplaceAllString(strings.Join(m.words, " "), "$1 ($2)")
		m.console.Println(m.inline(Hang(m.prefix, text, m.width, nil)))
	}
	m.prefix, m.words = "", nil
}

var (
	codeWord = regexp.MustCompile("`([^`]+)`")
	strong   = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	link     = regexp.MustCompile(`\[([^\]\n]+)\]\(([^)\s]+)\)`)
)

// inline dresses words after they were wrapped, since dress takes no width.
func (m *markdown) inline(text string) string {
	text = strong.ReplaceAllStringFunc(text, func(s string) string { return m.console.Bold(strings.Trim(s, "*")) })
	if !m.console.ASCII && !m.console.colour {
		return text
	}
	return codeWord.ReplaceAllStringFunc(text, func(s string) string { return m.console.Cyan(strings.Trim(s, "`")) })
}
