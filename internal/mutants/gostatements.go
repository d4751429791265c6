package mutants

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// statement drops statements, by way of "if false": imports and variables stay used.
func (m *goMaker) statement(n ast.Node) {
	switch n := n.(type) {
	case *ast.ExprStmt, *ast.SendStmt, *ast.DeferStmt, *ast.BranchStmt:
		m.drop(opStatement, n)
	case *ast.GoStmt:
		m.drop(opStatement, n)
		m.replaceAt(opGo, n.Go, "")
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			m.drop(opStatement, n)
		}
		if operator, other := opposite(n.Tok.String()); operator != "" {
			m.replaceAt(operator, n.TokPos, other)
		}
	case *ast.IncDecStmt:
		m.drop(opStatement, n)
		operator, other := opposite(n.Tok.String())
		m.replaceAt(operator, n.TokPos, other)
	case *ast.ReturnStmt:
		m.drop(opNoReturn, n)
		m.returns(n)
	}
}

// drop leaves out what stands in a list of statements.
func (m *goMaker) drop(operator string, n ast.Node) {
	switch m.parent().(type) {
	case *ast.BlockStmt, *ast.CaseClause:
	case *ast.CommClause:
		if m.parent().(*ast.CommClause).Comm == n {
			return
		}
	default:
		return
	}
	first, last := m.span(n)
	m.edit(operator, first, last, "if false { "+m.text(n)+" }", "")
}

func (m *goMaker) parent() ast.Node {
	if len(m.stack) < 2 {
		return nil
	}
	return m.stack[len(m.stack)-2]
}

func (m *goMaker) text(n ast.Node) string {
	first, last := m.span(n)
	return string(m.source[m.pieces[first].start:m.pieces[last].end])
}

// returns puts the zero value in the place of each operand. A variable that is returned
// is still used.
func (m *goMaker) returns(n *ast.ReturnStmt) {
	for i, operand := range n.Results {
		t := m.info.TypeOf(operand)
		zero := zeroOf(t)
		if zero == "" || m.text(operand) == zero {
			continue
		}
		if len(n.Results) == 1 && isTuple(t) {
			continue
		}
		texts := make([]string, len(n.Results))
		for k, other := range n.Results {
			texts[k] = m.text(other)
		}
		texts[i] = zero
		text := "return " + strings.Join(texts, ", ")
		first, last := m.span(n)
		shown := text
		if name, ok := operand.(*ast.Ident); ok && isVariable(m.info.Uses[name]) {
			text = "_ = " + name.Name + "; " + text
		}
		m.edit(opReturn, first, last, text, shown)
	}
}

func isTuple(t types.Type) bool {
	_, ok := t.(*types.Tuple)
	return ok
}

func isVariable(o types.Object) bool {
	_, ok := o.(*types.Var)
	return ok
}

// zeroOf writes the zero value of a type; empty where that is not known.
func zeroOf(t types.Type) string {
	if t == nil {
		return ""
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return zeroOfBasic(u)
	case *types.Struct:
		return types.TypeString(t, unqualified) + "{}"
	case *types.Interface:
		if _, generic := t.(*types.TypeParam); generic {
			return "*new(" + types.TypeString(t, unqualified) + ")"
		}
		return "nil"
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		return "nil"
	}
	return ""
}

func zeroOfBasic(b *types.Basic) string {
	switch {
	case b.Info()&types.IsBoolean != 0:
		return "false"
	case b.Info()&types.IsNumeric != 0:
		return "0"
	case b.Info()&types.IsString != 0:
		return `""`
	}
	return "" // an untyped nil already
}

// unqualified names packages as a file does that imports them: by their names, and its
// own not at all.
func unqualified(p *types.Package) string {
	if p.Path() == "solution" {
		return ""
	}
	return p.Name()
}
