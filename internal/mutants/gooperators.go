package mutants

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// mutate applies all operators at a node. It keeps the stack of nodes around it.
func (m *goMaker) mutate(n ast.Node) bool {
	if n == nil {
		m.stack = m.stack[:len(m.stack)-1]
		return true
	}
	m.stack = append(m.stack, n)
	if !m.noise[n] {
		m.expression(n)
		m.statement(n)
	}
	return true
}

func (m *goMaker) expression(n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		m.literal(n)
	case *ast.BinaryExpr:
		if operator, other := opposite(n.Op.String()); operator != "" {
			m.replaceAt(operator, n.OpPos, other)
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			m.replaceAt(opNegation, n.OpPos, "")
		}
	case *ast.Ident:
		other := map[string]string{"true": "false", "false": "true"}[n.Name]
		if other != "" && m.info.Uses[n] == types.Universe.Lookup(n.Name) {
			m.replaceNode(opBoolean, n, other)
		}
	case *ast.CallExpr:
		m.call(n)
	case *ast.SliceExpr:
		for _, bound := range []ast.Expr{n.Low, n.High} {
			if bound != nil && !n.Slice3 {
				m.replaceNode(opSlice, bound, "")
			}
		}
	case *ast.CompositeLit:
		m.elements(n)
	}
}

func (m *goMaker) literal(n *ast.BasicLit) {
	switch n.Kind {
	case token.INT, token.FLOAT:
		for _, other := range neighbours(n.Value) {
			m.replaceNode(opNumber, n, other)
		}
	case token.STRING:
		if len(n.Value) > 2 {
			m.replaceNode(opString, n, `""`)
		}
	}
}

// call looks at arguments that are contexts, at errors that are wrapped, and at min and
// max.
func (m *goMaker) call(n *ast.CallExpr) {
	name := callee(n)
	if other := map[string]string{"min": "max", "max": "min"}[name]; other != "" {
		m.replaceNode(opMinMax, n.Fun, other)
	}
	if format, ok := first(n).(*ast.BasicLit); ok && name == "fmt.Errorf" {
		m.replaceNode(opWrap, format, strings.ReplaceAll(format.Value, "%w", "%v"))
	}
	for _, argument := range n.Args {
		if isContext(m.info.TypeOf(argument)) && !isBackground(argument) {
			m.replaceNode(opContext, argument, "context.Background()")
		}
	}
}

func first(call *ast.CallExpr) ast.Expr {
	if len(call.Args) == 0 {
		return nil
	}
	return call.Args[0]
}

func isContext(t types.Type) bool { return t != nil && t.String() == "context.Context" }

func isBackground(x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	return ok && callee(call) == "context.Background"
}

// elements drops each field of a struct, and each key of a map, that is made.
func (m *goMaker) elements(n *ast.CompositeLit) {
	for i, element := range n.Elts {
		if _, keyed := element.(*ast.KeyValueExpr); !keyed {
			continue
		}
		first, last := m.span(element)
		if i < len(n.Elts)-1 || m.isComma(last+1) {
			last++
		}
		m.replace(opProperty, first, last, "")
	}
}

func (m *goMaker) isComma(i int) bool {
	return i < len(m.pieces) && string(m.source[m.pieces[i].start:m.pieces[i].end]) == ","
}

func (m *goMaker) replaceNode(operator string, n ast.Node, text string) {
	first, last := m.span(n)
	m.replace(operator, first, last, text)
}

// replaceAt replaces the one token at a place.
func (m *goMaker) replaceAt(operator string, pos token.Pos, text string) {
	offset := m.fset.Position(pos).Offset
	for i, p := range m.pieces {
		if p.start == offset {
			m.replace(operator, i, i, text)
		}
	}
}
