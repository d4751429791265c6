package mutants

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"drill/internal/mutants/script"
)

// javaScript makes the mutants of a solution for Node.js.
func javaScript(file string, source []byte) ([]Mutant, error) {
	tokens, err := script.Tokens(source)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	m := &scriptMaker{maker: maker{file: file, source: source}, tokens: tokens}
	for _, t := range tokens {
		m.pieces = append(m.pieces, piece{t.Start, t.End, t.Spaced, t.Statement, t.Function})
	}
	m.findNoise()
	for i := range tokens {
		if !m.noise[i] {
			m.mutate(i)
		}
	}
	return m.done(), nil
}

// parses reports whether the parser, which does not know all of the language, takes a
// text.
func parses(source []byte) bool {
	_, err := js.Parse(parse.NewInputBytes(script.WithoutHashbang(source)), js.Options{})
	return err == nil
}

// scriptMaker makes mutants of JavaScript.
type scriptMaker struct {
	maker
	tokens []script.Token
	// noise are tokens in which a change says nothing.
	noise []bool
}

// mutate applies all operators at a token.
func (m *scriptMaker) mutate(i int) {
	switch t := m.tokens[i]; t.Kind {
	case script.Number:
		m.number(i)
	case script.String, script.Template:
		m.text(i)
	case script.Keyword:
		m.keyword(i)
	case script.Name:
		m.minMax(i)
	case script.Punct:
		m.sign(i)
	}
	m.dropStatement(i)
}

func (m *scriptMaker) at(i int) script.Token {
	if i < 0 || i >= len(m.tokens) {
		return script.Token{}
	}
	return m.tokens[i]
}

// item is an element of a list in brackets: its first and last token, and the comma
// behind it or that last token.
type item struct{ first, last, comma int }

// items are the elements between the brackets of a pair.
func (m *scriptMaker) items(open int) []item {
	var all []item
	for i := open + 1; i < m.tokens[open].Match; {
		end := i
		for end < m.tokens[open].Match && !m.tokens[end].Is(",") {
			end = m.after(end)
		}
		if end > i {
			all = append(all, item{i, end - 1, min(end, m.tokens[open].Match-1)})
		}
		i = end + 1
	}
	return all
}

// after is the token behind one, or behind the pair that it begins.
func (m *scriptMaker) after(i int) int {
	for m.tokens[i].Match > i {
		i = m.tokens[i].Match
	}
	return i + 1
}

// findNoise marks what is imported or required, and the texts of errors: what they say
// is theirs.
func (m *scriptMaker) findNoise() {
	m.noise = make([]bool, len(m.tokens))
	for i, t := range m.tokens {
		switch {
		case t.Is("import") && !m.at(i+1).Is("(", "."):
			m.silence(i)
		case t.Text == "require" && m.at(i+1).Is("("):
			m.silence(t.Statement)
		case t.Is("(") && t.Role == script.Args && m.makesError(i):
			m.silenceText(i)
		}
	}
}

// silence marks all tokens of a statement.
func (m *scriptMaker) silence(statement int) {
	for i := range m.tokens {
		if m.tokens[i].Statement == statement {
			m.noise[i] = true
		}
	}
}

// makesError reports whether a call makes an error: by its name, or because it is thrown.
func (m *scriptMaker) makesError(paren int) bool {
	callee := m.at(paren - 1)
	named := callee.Kind == script.Name && m.at(paren-2).Is("new")
	return callee.Is("super") || named && (strings.HasSuffix(callee.Text, "Error") || m.at(paren-3).Is("throw"))
}

// silenceText marks the first argument of a call when a text is in it.
func (m *scriptMaker) silenceText(paren int) {
	items := m.items(paren)
	if len(items) == 0 {
		return
	}
	isText := func(t script.Token) bool { return t.Kind == script.String || t.Kind == script.Template }
	if message := items[0]; slices.ContainsFunc(m.tokens[message.first:message.last+1], isText) {
		for i := message.first; i <= message.last; i++ {
			m.noise[i] = true
		}
	}
}
