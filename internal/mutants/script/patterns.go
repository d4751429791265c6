package script

// patterns marks what looks like a literal and takes values apart.
func patterns(tokens []Token) {
	for i, t := range tokens {
		if !t.opens() || t.Role != Object && t.Role != Array {
			continue
		}
		before, after := Token{}, Token{}
		if i > 0 {
			before = tokens[i-1]
		}
		if t.Match+1 < len(tokens) {
			after = tokens[t.Match+1]
		}
		outer := Around(tokens, i)
		inside := (outer == Params || outer == Pattern) && !before.Is("=")
		declared := before.Is("const", "var") || before.Kind == Name && before.Text == "let"
		if inside || declared || after.Is("=") || after.Kind == Name && after.Text == "of" && outer == Head {
			tokens[i].Role, tokens[t.Match].Role = Pattern, Pattern
		}
	}
}

// Around is the role of the bracket that a token stands in directly.
func Around(tokens []Token, i int) Role {
	for i--; i >= 0; i-- {
		if tokens[i].opens() {
			return tokens[i].Role
		}
		i = over(tokens, i)
	}
	return None
}

// over goes from what closes a pair back to what opened it, past all of a template's
// slots; from anything else nowhere.
func over(tokens []Token, i int) int {
	for tokens[i].closes() {
		i = tokens[i].Back
	}
	return i
}
