package mutants

import "drill/internal/mutants/script"

// properties drops each property of a literal, but for what the module exports.
func (m *scriptMaker) properties(open int) {
	if m.at(open-1).Is("=") && m.at(open-2).Text == "exports" {
		return
	}
	for _, it := range m.items(open) {
		name := m.tokens[it.first].Text
		if m.noise[it.first] || name == "once" {
			continue
		}
		operator := opProperty
		switch name {
		case "...":
			operator = opSpread
		case "cause":
			operator = opCause
		}
		m.replace(operator, it.first, it.comma, "")
	}
}

// elements drops what is spread into an array or a call, and makes arguments undefined.
func (m *scriptMaker) elements(open int) {
	call := m.tokens[open].Role == script.Args
	if call && m.at(open-1).Is("import") {
		return
	}
	for _, it := range m.items(open) {
		switch first := m.tokens[it.first]; {
		case m.noise[it.first]:
		case first.Is("..."):
			m.replace(opSpread, it.first, it.comma, "")
		case call && !m.isNothing(it):
			m.replace(opArgument, it.first, it.last, "undefined")
		}
	}
}

// isNothing reports whether an argument is as good as undefined, or is { once: true }:
// where a zero is not, another number shows it too.
func (m *scriptMaker) isNothing(it item) bool {
	first := m.tokens[it.first]
	return it.first == it.last && (first.Text == "undefined" || first.Text == "0") ||
		first.Is("{") && it.last == it.first+4 && m.tokens[it.first+1].Text == "once"
}

// returns drops the operand, or the return itself.
func (m *scriptMaker) returns(i int) {
	last := m.statementEnd(i)
	if m.tokens[last].Is(";") && last > i {
		last--
	}
	if last == i {
		m.edit(opNoReturn, i, i, ";", "")
		return
	}
	m.edit(opNoReturn, i, i, "void", "void")
	if !(last == i+1 && m.tokens[last].Text == "undefined") {
		m.replace(opReturn, i, last, "return")
	}
}

// statementEnd is the last token of a simple statement that begins at i.
func (m *scriptMaker) statementEnd(i int) int {
	end := i
	for next := m.after(i); next < len(m.tokens) && m.tokens[next].Statement == m.tokens[i].Statement; next = m.after(next) {
		end = next
	}
	for m.tokens[end].Match > end {
		end = m.tokens[end].Match
	}
	return end
}

// dropStatement drops an expression, a throw or a jump. What a class begins with its
// constructor, and what a module exports, stay: nothing would load.
func (m *scriptMaker) dropStatement(i int) {
	t := m.tokens[i]
	if t.Statement != i || !m.droppable(i) {
		return
	}
	m.edit(opStatement, i, m.statementEnd(i), ";", "")
}

func (m *scriptMaker) droppable(i int) bool {
	t := m.tokens[i]
	switch t.Kind {
	case script.Keyword:
		return t.Is("throw", "break", "continue", "this", "await", "yield", "delete", "void", "new")
	case script.Punct:
		return t.Is("(", "[", "++", "--", "!") && script.Around(m.tokens, i) != script.Class
	case script.Name:
		declared := t.Text == "let" && (m.at(i+1).Kind == script.Name || m.at(i+1).Is("{", "[")) || t.Text == "async" && m.at(i+1).Is("function")
		exported := t.Text == "exports" || t.Text == "module"
		label := m.at(i + 1).Is(":")
		return !declared && !exported && !label && script.Around(m.tokens, i) != script.Class
	}
	return false
}
