package script

// simple ends with a semicolon, or with a line where nothing goes on.
func (p *parser) simple(i, end int) int {
	first := i
	for i < end {
		if i > first && p.ends(i) {
			return i
		}
		if p.is(i, ";") {
			p.mark(i, first)
			return i + 1
		}
		i = p.step(i, first)
	}
	return end
}

// ends reports whether the line's end before a token ends a statement.
func (p *parser) ends(i int) bool {
	t, before := p.tokens[i], p.tokens[i-1]
	return t.Newline && before.canEnd() && !t.goesOn()
}

// canEnd reports whether a statement can end with the token.
func (t Token) canEnd() bool {
	return t.EndsOperand() || t.Is(")", "}", "]", "return", "break", "continue", "debugger")
}

// goesOn reports whether the token, first in its line, goes on with a statement.
func (t Token) goesOn() bool {
	switch t.Kind {
	case Template:
		return true
	case Keyword:
		return t.Is("in", "instanceof")
	case Punct:
		return !t.Is("{", "}", "++", "--", "!", "~", "@", "...")
	}
	return false
}

// step marks a token, or all of a pair, and returns what follows.
func (p *parser) step(i, statement int) int {
	if p.tokens[i].opens() {
		return p.nested(i, statement)
	}
	p.mark(i, statement)
	return i + 1
}

// nested marks a pair of brackets and what is in them.
func (p *parser) nested(i, statement int) int {
	t := p.tokens[i]
	p.mark(i, statement)
	switch t.Role {
	case Block:
		p.list(i+1, t.Match)
	case Class:
		p.members(i+1, t.Match)
	default:
		for k := i + 1; k < t.Match; {
			k = p.step(k, statement)
		}
	}
	if p.tokens[t.Match].opens() {
		return p.nested(t.Match, statement) // the middle of a template
	}
	p.mark(t.Match, statement)
	return t.Match + 1
}

// members are the methods, fields and blocks of a class.
func (p *parser) members(i, end int) {
	for i < end {
		for first := i; i < end; {
			t := p.tokens[i]
			if i > first && p.ends(i) {
				break
			}
			before := max(i-1, 0)
			i = p.step(i, first)
			if t.Is(";") || t.Is("{") && t.Role == Block && !p.tokens[before].Is("=>") {
				break // a method's body ends it, a function's in a field does not
			}
		}
	}
}
