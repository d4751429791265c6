package script

// statements tells each token which statement it is part of: the innermost one. A
// statement is named by its first token; the statements of a block, and of a function in
// the midst of an expression, are their own. Members of a class count as statements.
func statements(tokens []Token) {
	p := &parser{tokens: tokens}
	p.list(0, len(tokens))
}

type parser struct{ tokens []Token }

func (p *parser) is(i int, texts ...string) bool {
	return i < len(p.tokens) && p.tokens[i].Is(texts...)
}

func (p *parser) mark(i, statement int) {
	if p.tokens[i].Statement < 0 {
		p.tokens[i].Statement = statement
	}
}

func (p *parser) list(i, end int) {
	for i < end {
		i = p.statement(i, end)
	}
}

// statement marks the one that begins at i, and returns where the next begins.
func (p *parser) statement(i, end int) int {
	t := p.tokens[i]
	switch {
	case t.Is("{") && t.Role == Block:
		p.mark(i, i)
		p.list(i+1, t.Match)
		p.mark(t.Match, i)
		return t.Match + 1
	case t.Is("if", "for", "while", "do", "try", "switch", "with"):
		return p.compound(i, end)
	case t.Is("export") && p.is(i+1, "function", "class"):
		return p.declaration(i, i+1)
	case t.Is("export") && p.is(i+1, "default") && p.is(i+2, "function", "class"):
		return p.declaration(i, i+2)
	case t.Is("export") && p.async(i+1):
		return p.declaration(i, i+2)
	case t.Is("function", "class"):
		return p.declaration(i, i)
	case p.async(i):
		return p.declaration(i, i+1)
	case t.Kind == Name && p.is(i+1, ":"):
		p.mark(i, i)
		p.mark(i+1, i)
		return p.statement(i+2, end)
	}
	return p.simple(i, end)
}

// async reports whether an async function is declared at i.
func (p *parser) async(i int) bool {
	return i+1 < len(p.tokens) && p.tokens[i].Kind == Name && p.tokens[i].Text == "async" && p.is(i+1, "function") && !p.tokens[i+1].Newline
}

// declaration goes to the end of a body.
func (p *parser) declaration(first, keyword int) int {
	for i := first; i < len(p.tokens); {
		t := p.tokens[i]
		if i > keyword && t.Is("{") && (t.Role == Block || t.Role == Class) {
			return p.nested(i, first)
		}
		i = p.step(i, first)
	}
	return len(p.tokens)
}

// compound is a statement with others in it: the keywords and what is in parentheses
// are its own.
func (p *parser) compound(i, end int) int {
	first, keyword := i, p.tokens[i].Text
	p.mark(i, first)
	i++
	if keyword == "for" && p.is(i, "await") {
		i = p.step(i, first)
	}
	if i < end && p.tokens[i].Role == Head {
		i = p.step(i, first)
	}
	if i >= end {
		return end
	}
	if p.tokens[i].Role == Switch {
		return p.cases(i, first)
	}
	i = p.statement(i, end)
	switch {
	case keyword == "if" && i < end && p.is(i, "else"):
		p.mark(i, first)
		i = p.statement(i+1, end)
	case keyword == "do" && i < end:
		p.mark(i, first)
		i = p.step(i+1, first)
		if p.is(i, ";") {
			p.mark(i, first)
			i++
		}
	case keyword == "try":
		for i < end && p.is(i, "catch", "finally") {
			p.mark(i, first)
			if i++; p.tokens[i].Role == Head {
				i = p.step(i, first)
			}
			i = p.statement(i, end)
		}
	}
	return i
}

// cases are those of a switch. What is between case and colon is a statement of its own.
func (p *parser) cases(i, first int) int {
	end := p.tokens[i].Match
	p.mark(i, first)
	p.mark(end, first)
	for i++; i < end; {
		if !p.is(i, "case", "default") {
			i = p.statement(i, end)
			continue
		}
		at, choices := i, 0
		for i < end && (choices > 0 || !p.is(i, ":")) {
			switch {
			case p.is(i, "?"):
				choices++
			case p.is(i, ":"):
				choices--
			}
			i = p.step(i, at)
		}
		if i < end {
			p.mark(i, at)
			i++
		}
	}
	return end + 1
}
