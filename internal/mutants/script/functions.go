package script

// functions tells each token the nearest function around it that has a name: of its
// own, or of the variable, property or export that it is assigned to.
func functions(tokens []Token) {
	for i, t := range tokens {
		switch {
		case t.Is("(") && t.Role == Params:
			if t.Match+1 < len(tokens) && tokens[t.Match+1].Is("{") {
				name(tokens, i, tokens[t.Match+1].Match, calledBefore(tokens, i))
			}
		case t.Is("=>"):
			name(tokens, i, arrowEnd(tokens, i), assignedTo(tokens, arrowBegin(tokens, i)))
		case t.Is("{") && t.Role == Class:
			name(tokens, i, t.Match, className(tokens, i))
		}
	}
}

// name gives all tokens of a range a function. Those further in come later and win; a
// method is named with its class.
func name(tokens []Token, from, to int, name string) {
	if name == "" {
		return
	}
	if Around(tokens, from) == Class {
		name = tokens[from].Function + "." + name
	}
	for i := from; i <= to; i++ {
		tokens[i].Function = name
	}
}

// calledBefore is the name before a function's parameters.
func calledBefore(tokens []Token, paren int) string {
	if paren == 0 {
		return ""
	}
	switch before := tokens[paren-1]; {
	case before.Kind == Name && !(before.Text == "async"):
		return before.Text
	case before.Kind == String:
		return before.Text
	case before.Is("]") && before.Role != Index:
		return textOf(tokens[before.Back:paren])
	case before.Is("function"):
		i := paren - 1
		if i > 0 && tokens[i-1].Text == "async" {
			i--
		}
		return assignedTo(tokens, i)
	}
	return ""
}

// assignedTo is the name that takes the value that begins at i.
func assignedTo(tokens []Token, i int) string {
	if i < 2 || !tokens[i-1].Is("=", ":", "??=", "||=") {
		return ""
	}
	if to := tokens[i-2]; to.Kind == Name || to.Kind == String {
		return to.Text
	}
	return ""
}

// arrowBegin is where the parameters of an arrow function begin, or its async.
func arrowBegin(tokens []Token, arrow int) int {
	i := arrow - 1
	if tokens[i].closes() {
		i = tokens[i].Match
	}
	if i > 0 && tokens[i-1].Kind == Name && tokens[i-1].Text == "async" && !tokens[i].Newline {
		i--
	}
	return i
}

// arrowEnd is the last token of an arrow function.
func arrowEnd(tokens []Token, arrow int) int {
	i := arrow + 1
	if i < len(tokens) && tokens[i].Is("{") && tokens[i].Role == Block {
		return tokens[i].Match
	}
	return ExpressionEnd(tokens, i) - 1
}

// ExpressionEnd is where an expression that begins at i is over: before a comma, or a
// bracket that closes around it, or the end of its statement.
func ExpressionEnd(tokens []Token, i int) int {
	statement := -1
	if i < len(tokens) {
		statement = tokens[i].Statement
	}
	for i < len(tokens) {
		t := tokens[i]
		if t.closes() || t.Is(",", ";") || t.Statement != statement {
			return i
		}
		for tokens[i].opens() {
			i = tokens[i].Match
		}
		i++
	}
	return i
}

// className is the name of a class, whose body begins at i.
func className(tokens []Token, i int) string {
	for i--; i >= 0 && !tokens[i].Is("class"); i-- {
		i = over(tokens, i)
	}
	if i < 0 {
		return ""
	}
	if next := tokens[i+1]; next.Kind == Name {
		return next.Text
	}
	return assignedTo(tokens, i)
}

func textOf(tokens []Token) string {
	text := ""
	for _, t := range tokens {
		text += t.Text
	}
	return text
}
