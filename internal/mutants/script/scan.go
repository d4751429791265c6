package script

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// Tokens cuts a source up. An error says what it does not understand.
func Tokens(source []byte) ([]Token, error) {
	s := &scanner{lexer: js.NewLexer(parse.NewInputBytes(WithoutHashbang(source)))}
	if err := s.scan(); err != nil {
		return nil, err
	}
	if len(s.open) > 0 {
		return nil, fmt.Errorf("%q is never closed", s.tokens[s.open[0]].Text)
	}
	patterns(s.tokens)
	statements(s.tokens)
	functions(s.tokens)
	return s.tokens, nil
}

// WithoutHashbang returns a copy in which a first line for the shell is blank: every
// byte stays in its place.
func WithoutHashbang(source []byte) []byte {
	source = bytes.Clone(source)
	if bytes.HasPrefix(source, []byte("#!")) {
		line, _, _ := bytes.Cut(source, []byte("\n"))
		copy(source, bytes.Repeat([]byte(" "), len(line)))
	}
	return source
}

type scanner struct {
	lexer  *js.Lexer
	tokens []Token
	open   []int // brackets that are not closed yet
	at     int
	// classes are the depths at which a class waits for its body.
	classes []int

	spaced, newline bool
}

func (s *scanner) scan() error {
	for {
		kind, text := s.lexer.Next()
		switch kind {
		case js.ErrorToken:
			if err := s.lexer.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case js.WhitespaceToken, js.CommentToken:
			s.spaced = true
		case js.LineTerminatorToken, js.CommentLineTerminatorToken:
			s.spaced, s.newline = true, true
		case js.DivToken, js.DivEqToken:
			if !s.last().EndsOperand() {
				kind, text = s.lexer.RegExp()
				if kind == js.ErrorToken {
					return s.lexer.Err()
				}
			}
			fallthrough
		default:
			if err := s.add(kind, string(text)); err != nil {
				return err
			}
			continue
		}
		s.at += len(text)
	}
}

// last is the token before the next; the zero token at the beginning.
func (s *scanner) last() Token { return s.back(1) }

func (s *scanner) back(n int) Token {
	if n > len(s.tokens) {
		return Token{}
	}
	return s.tokens[len(s.tokens)-n]
}

// around is the role of the innermost bracket that is open.
func (s *scanner) around() Role {
	if len(s.open) == 0 {
		return None
	}
	return s.tokens[s.open[len(s.open)-1]].Role
}

func (s *scanner) add(kind js.TokenType, text string) error {
	t := Token{Text: text, Start: s.at, End: s.at + len(text), Spaced: s.spaced, Newline: s.newline, Match: -1, Back: -1, Statement: -1}
	t.Kind = s.kindOf(kind)
	s.at, s.spaced, s.newline = t.End, false, false
	switch kind {
	case js.TemplateStartToken, js.TemplateMiddleToken, js.TemplateEndToken:
		t.Role = Slot
	case js.OpenBraceToken:
		t.Role = s.brace()
	case js.OpenParenToken:
		s.memberName()
		t.Role = s.paren()
	case js.OpenBracketToken:
		t.Role = Array
		if s.last().EndsOperand() || s.last().Is("?.") {
			t.Role = Index
		}
	case js.ColonToken:
		s.memberName()
	case js.ArrowToken:
		s.params()
	case js.ClassToken:
		if t.Kind == Keyword {
			s.classes = append(s.classes, len(s.open))
		}
	}
	return s.push(t)
}

func (s *scanner) push(t Token) error {
	if t.closes() {
		if len(s.open) == 0 {
			return fmt.Errorf("%q closes nothing", t.Text)
		}
		opener := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.tokens[opener].Match, t.Back = len(s.tokens), opener
		t.Role = s.tokens[opener].Role
		if t.Kind == Punct {
			t.Match = opener
		}
	}
	if t.opens() {
		s.open = append(s.open, len(s.tokens))
	}
	s.tokens = append(s.tokens, t)
	return nil
}

func (s *scanner) kindOf(kind js.TokenType) Kind {
	switch {
	case js.IsIdentifierName(kind) && s.last().Is(".", "?."):
		return Name
	case js.IsReservedWord(kind):
		return Keyword
	case js.IsIdentifierName(kind), kind == js.PrivateIdentifierToken:
		return Name
	case js.IsNumeric(kind):
		return Number
	}
	switch kind {
	case js.StringToken:
		return String
	case js.TemplateToken, js.TemplateStartToken, js.TemplateMiddleToken, js.TemplateEndToken:
		return Template
	case js.RegExpToken:
		return RegExp
	}
	return Punct
}
