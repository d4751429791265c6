package script

// Kind says what a token is.
type Kind uint8

// The kinds of tokens. A word after a dot, or the name of a member, is a Name.
const (
	Punct Kind = iota
	Name
	Keyword
	Number
	String
	Template // whole, or a part of one: see Role
	RegExp
)

// Role says what a bracket is for. Both of a pair have it.
type Role uint8

// The roles of brackets.
const (
	None    Role = iota
	Block        // statements
	Object       // a literal
	Class        // members
	Switch       // cases
	Pattern      // destructuring
	List         // names of import and export
	Head         // what follows if, for, while, switch and catch
	Params       // of a function
	Args         // of a call
	Group        // around an expression
	Index        // of a member
	Array        // a literal
	Slot         // of a template
)

// Token is a piece of the source that is neither space nor comment.
type Token struct {
	Kind       Kind
	Role       Role
	Text       string
	Start, End int // bytes of the source
	// Spaced is set after space or a comment, Newline when there was a line's end in it.
	Spaced, Newline bool
	// Match is the other bracket; -1 for a token that is none. A template's middle
	// closes a slot and opens the next: Match is the end of that, Back where the one
	// before began.
	Match, Back int
	// Statement is the innermost statement that the token is part of.
	Statement int
	// Function is the nearest one around it that has a name.
	Function string
}

// Is reports whether the token is one of these keywords or signs.
func (t Token) Is(texts ...string) bool {
	if t.Kind != Punct && t.Kind != Keyword {
		return false
	}
	for _, text := range texts {
		if t.Text == text {
			return true
		}
	}
	return false
}

// opens reports whether the token begins a pair.
func (t Token) opens() bool {
	if t.Kind == Template {
		return t.Role == Slot && t.Text[len(t.Text)-1] == '{'
	}
	return t.Is("(", "[", "{")
}

// closes reports whether the token ends a pair.
func (t Token) closes() bool {
	if t.Kind == Template {
		return t.Role == Slot && t.Text[0] == '}'
	}
	return t.Is(")", "]", "}")
}

// EndsOperand reports whether an operand can end with the token, so that what follows
// is an operator: a slash divides, a bracket calls.
func (t Token) EndsOperand() bool {
	switch t.Kind {
	case Name, Number, String, RegExp:
		return true
	case Template:
		return !t.opens()
	case Keyword:
		return t.Is("this", "super", "null", "true", "false", "import")
	}
	switch t.Text {
	case ")":
		return t.Role != Head
	case "}":
		return t.Role == Object || t.Role == Pattern
	case "]", "++", "--":
		return true
	}
	return false
}
