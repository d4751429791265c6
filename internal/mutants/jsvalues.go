package mutants

import "drill/internal/mutants/script"

// number leaves keys alone, and how much a stream buffers.
func (m *scriptMaker) number(i int) {
	if m.isKey(i) || m.at(i-2).Text == "highWaterMark" {
		return
	}
	for _, other := range neighbours(m.tokens[i].Text) {
		m.replace(opNumber, i, i, other)
	}
}

// text empties strings that are values, and templates without slots.
func (m *scriptMaker) text(i int) {
	t := m.tokens[i]
	directive := t.Statement == i && (i+1 == len(m.tokens) || m.at(i+1).Statement != i || m.at(i+1).Is(";"))
	if t.Role == script.Slot || len(t.Text) <= 2 || m.isKey(i) || directive {
		return
	}
	m.replace(opString, i, i, "''")
}

// isKey reports whether a literal names a member.
func (m *scriptMaker) isKey(i int) bool {
	return m.at(i+1).Is(":") && m.at(i-1).Is("{", ",") || m.at(i+1).Role == script.Params
}

func (m *scriptMaker) keyword(i int) {
	switch t := m.tokens[i]; {
	case t.Is("true", "false"):
		m.boolean(i)
	case t.Is("await") && !m.at(i-1).Is("for"):
		text := ""
		if t.Statement == i && m.at(i+1).Is("(", "[") {
			text = ";" // or it would go on with the line before
		}
		m.edit(opAwait, i, i, text, "")
	case t.Is("return"):
		m.returns(i)
	case t.Is("finally") && m.at(i+1).Match > i+2:
		m.replace(opFinally, i, m.at(i+1).Match, "finally {}")
	}
}

// boolean leaves once: true alone: that a listener goes after its only event is
// tidiness.
func (m *scriptMaker) boolean(i int) {
	other := map[string]string{"true": "false", "false": "true"}
	if m.at(i-2).Text != "once" {
		m.replace(opBoolean, i, i, other[m.tokens[i].Text])
	}
}

func (m *scriptMaker) minMax(i int) {
	other := map[string]string{"min": "max", "max": "min"}[m.tokens[i].Text]
	if other != "" && m.at(i-1).Is(".") && m.at(i-2).Text == "Math" {
		m.replace(opMinMax, i, i, other)
	}
}

func (m *scriptMaker) sign(i int) {
	t := m.tokens[i]
	operator, other := opposite(t.Text)
	binary := i > 0 && m.tokens[i-1].EndsOperand()
	switch {
	case t.Is("!"):
		m.replace(opNegation, i, i, "")
	case t.Is("++", "--"), operator != "" && binary:
		m.replace(operator, i, i, other)
	case t.Is("=>"):
		m.arrow(i)
	case t.Is("{") && t.Role == script.Object:
		m.properties(i)
	case t.Is("[") && t.Role == script.Array, t.Is("(") && t.Role == script.Args:
		m.elements(i)
	}
}

// arrow has a function return undefined.
func (m *scriptMaker) arrow(i int) {
	end := script.ExpressionEnd(m.tokens, i+1)
	if m.at(i+1).Role == script.Block || end == i+1 || end == i+2 && m.at(i+1).Text == "undefined" {
		return
	}
	m.replace(opReturn, i+1, end-1, "undefined")
}
