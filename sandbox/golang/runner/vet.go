package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
)

// vetting looks at what a solution does with other packages: whether it reaches the
// machine by them, or changes what all share.
type vetting struct {
	at      func(token.Pos) token.Position
	imports map[string]string            // paths by the names that the file has for them
	reach   map[string]map[string]string // see [reach]
	found   []*problem
}

func vet(tree *ast.File, network bool, at func(token.Pos) token.Position) []*problem {
	v := &vetting{at: at, imports: map[string]string{}, reach: reach(network)}
	for _, imported := range tree.Imports {
		v.name(imported)
	}
	ast.Inspect(tree, v.visit)
	return v.found
}

// name notes under which name a package is known. Names that a dot import brings look
// like the file's own.
func (v *vetting) name(imported *ast.ImportSpec) {
	from, err := strconv.Unquote(imported.Path.Value)
	if err != nil {
		return // the compiler says so
	}
	name := path.Base(from)
	if regexp.MustCompile(`^v\d+$`).MatchString(name) {
		name = path.Base(path.Dir(from))
	}
	if imported.Name != nil {
		name = imported.Name.Name
	}
	if name == "." {
		v.refuse(imported.Pos(), fmt.Sprintf("import %q without the dot, and use its names with the package's before them", from))
		return
	}
	v.imports[name] = from
}

func (v *vetting) refuse(at token.Pos, text string) {
	v.found = append(v.found, placed(v.at(at), text))
}

func (v *vetting) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.SelectorExpr:
		v.selector(n)
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			v.unchanged(n.Lhs...)
		}
	case *ast.IncDecStmt:
		v.unchanged(n.X)
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			v.unchanged(n.Key, n.Value)
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			v.unchanged(n.X)
		}
	}
	return true
}

// selector refuses what reaches the machine.
func (v *vetting) selector(n *ast.SelectorExpr) {
	from := v.packageOf(n.X)
	if what, refused := v.reach[from][n.Sel.Name]; refused {
		v.refuse(n.Pos(), fmt.Sprintf("%s.%s %s, which this exercise does not allow", path.Base(from), n.Sel.Name, what))
	}
	for _, imported := range v.imports {
		if what, refused := v.reach[imported]["."+n.Sel.Name]; refused && from == "" {
			v.refuse(n.Sel.Pos(), fmt.Sprintf("the method %s %s, which this exercise does not allow", n.Sel.Name, what))
			return
		}
	}
}

// unchanged refuses expressions that stand for a variable of another package, or for a
// part of one.
func (v *vetting) unchanged(expressions ...ast.Expr) {
	for _, e := range expressions {
		for e != nil {
			switch x := e.(type) {
			case *ast.ParenExpr:
				e = x.X
			case *ast.IndexExpr:
				e = x.X
			case *ast.StarExpr:
				e = x.X
			case *ast.TypeAssertExpr:
				e = x.X
			case *ast.SelectorExpr:
				if from := v.packageOf(x.X); from != "" {
					v.refuse(x.Pos(), fmt.Sprintf("%s.%s belongs to package %s: it cannot be changed, nor its address taken", path.Base(from), x.Sel.Name, from))
					e = nil
					continue
				}
				e = x.X
			default:
				e = nil
			}
		}
	}
}

// packageOf is the path of the package that an expression names, if it names one and no
// variable of the same name is nearer.
func (v *vetting) packageOf(e ast.Expr) string {
	for {
		parenthesised, is := e.(*ast.ParenExpr)
		if !is {
			break
		}
		e = parenthesised.X
	}
	x, is := e.(*ast.Ident)
	// Obj is set for what the file declares itself, in whichever scope: that is all that
	// is asked for, and needs no types.
	if !is || x.Obj != nil {
		return ""
	}
	return v.imports[x.Name]
}
