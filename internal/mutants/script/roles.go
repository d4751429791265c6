package script

// brace says what an opening brace is for.
func (s *scanner) brace() Role {
	last := s.last()
	if n := len(s.classes); n > 0 && s.classes[n-1] == len(s.open) {
		s.classes = s.classes[:n-1]
		return Class
	}
	switch {
	case last.Text == "" || last.Is("=>", ";"):
		return Block
	case last.Is(")"):
		return s.afterParen()
	case last.Kind == Keyword:
		return afterKeyword(last)
	case last.Kind == Name && last.Text == "let":
		return Pattern
	case last.Kind == Name && last.Text == "static" && s.around() == Class:
		return Block
	case last.Is("{", "}"):
		return afterBrace(last)
	case last.Is(":"):
		return s.afterColon()
	case last.Is(",") && s.back(2).Kind == Name && s.back(3).Is("import"):
		return List
	case last.EndsOperand():
		return Block
	}
	return Object
}

// afterParen is the role of a brace behind a parenthesis: only statements follow one,
// and when it is not that of if or for it holds parameters.
func (s *scanner) afterParen() Role {
	closer := &s.tokens[len(s.tokens)-1]
	opener := &s.tokens[closer.Match]
	if opener.Role == Head {
		if closer.Match > 0 && s.tokens[closer.Match-1].Is("switch") {
			return Switch
		}
		return Block
	}
	opener.Role, closer.Role = Params, Params
	return Block
}

func afterKeyword(last Token) Role {
	switch {
	case last.Is("else", "do", "try", "finally", "catch"):
		return Block
	case last.Is("import", "export", "with"):
		return List
	case last.Is("const", "var"):
		return Pattern
	}
	return Object
}

// afterBrace is the role of a brace behind another.
func afterBrace(last Token) Role {
	if last.Is("{") && last.Role == Object {
		return Object
	}
	return Block
}

// afterColon tells a property's value and a choice from what follows a case or label.
func (s *scanner) afterColon() Role {
	switch s.around() {
	case None, Block, Switch:
	default:
		return Object
	}
	for i := len(s.tokens) - 2; i >= 0; i-- {
		switch t := s.tokens[i]; {
		case t.Is("?"):
			return Object
		case t.opens(), t.Is(";", "case", "default"):
			return Block
		}
		i = over(s.tokens, i)
	}
	return Block
}

// paren says what an opening parenthesis is for. That it holds parameters may show
// behind it only.
func (s *scanner) paren() Role {
	last := s.last()
	switch {
	case last.Is("if", "while", "for", "switch", "with", "catch"), last.Is("await") && s.back(2).Is("for"):
		return Head
	case last.Is("function"), s.back(2).Is("function"), last.Kind == Name && s.back(2).Is("*") && s.back(3).Is("function"):
		return Params
	case last.EndsOperand(), last.Is("?."):
		return Args
	}
	return Group
}

// params marks the parenthesis before an arrow.
func (s *scanner) params() {
	if closer := s.last(); closer.Is(")") {
		s.tokens[closer.Match].Role = Params
		s.tokens[len(s.tokens)-1].Role = Params
	}
}

// memberName makes the last token a name when it is a keyword that names a member:
// { default: 1, delete() {} }.
func (s *scanner) memberName() {
	last, before := s.last(), s.back(2)
	if last.Kind != Keyword {
		return
	}
	switch around := s.around(); {
	case around == Object && before.Is("{", ","), around == Class && (before.Is("{", "}", ";", "*") || s.last().Newline):
	case (around == Object || around == Class) && before.Kind == Name && !last.Newline && isModifier(before.Text):
	default:
		return
	}
	s.tokens[len(s.tokens)-1].Kind = Name
}

func isModifier(text string) bool {
	return text == "async" || text == "get" || text == "set" || text == "static"
}
