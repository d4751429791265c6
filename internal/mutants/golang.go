package mutants

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"sort"
)

// golang makes the mutants of a solution in Go.
func golang(file string, source []byte, importer types.Importer) ([]Mutant, error) {
	m := &goMaker{maker: maker{file: file, source: source}, fset: token.NewFileSet()}
	tree, err := parser.ParseFile(m.fset, file, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	m.info, err = check(m.fset, tree, importer)
	if err != nil && importer != nil {
		return nil, fmt.Errorf("%s does not compile: %w", file, err)
	}
	m.cut(tree)
	m.findNoise(tree)
	ast.Inspect(tree, m.mutate)
	return m.done(), nil
}

// goMaker makes mutants of Go.
type goMaker struct {
	maker
	fset *token.FileSet
	info *types.Info
	// noise are nodes in which a change says nothing.
	noise map[ast.Node]bool
	// stack are the nodes around the one that is looked at, which is the last.
	stack []ast.Node
}

// cut cuts the source into tokens and says of each what it belongs to.
func (m *goMaker) cut(tree *ast.File) {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(m.source))
	s.Init(file, m.source, nil, 0)
	before := 0
	for {
		pos, kind, literal := s.Scan()
		if kind == token.EOF {
			break
		}
		if kind == token.SEMICOLON && literal == "\n" {
			continue
		}
		if literal == "" || kind.IsOperator() {
			literal = kind.String()
		}
		start := file.Offset(pos)
		m.pieces = append(m.pieces, piece{start: start, end: start + len(literal), spaced: start > before, statement: -1})
		before = start + len(literal)
	}
	ast.Inspect(tree, m.belong)
}

// belong tells the tokens of a node their statement and function; inner nodes come
// later and win. What stands in the head of an if or a case is part of that.
func (m *goMaker) belong(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		first, last := m.span(n)
		for i := first; i <= last; i++ {
			m.pieces[i].function = functionName(n)
		}
		m.own(n)
	case *ast.IfStmt:
		m.own(n)
	case ast.Spec:
		m.own(n)
	case *ast.StructType:
		for _, field := range n.Fields.List {
			m.own(field)
		}
	case *ast.BlockStmt:
		m.ownEach(n.List)
	case *ast.CaseClause:
		m.ownEach(n.Body)
	case *ast.CommClause:
		m.ownEach(n.Body)
	}
	return true
}

func (m *goMaker) ownEach(list []ast.Stmt) {
	for _, n := range list {
		m.own(n)
	}
}

func (m *goMaker) own(n ast.Node) {
	first, last := m.span(n)
	for i := first; i <= last; i++ {
		m.pieces[i].statement = first
	}
}

// span is the first and the last token of a node.
func (m *goMaker) span(n ast.Node) (first, last int) {
	start, end := m.fset.Position(n.Pos()).Offset, m.fset.Position(n.End()).Offset
	first = sort.Search(len(m.pieces), func(i int) bool { return m.pieces[i].start >= start })
	last = sort.Search(len(m.pieces), func(i int) bool { return m.pieces[i].end > end }) - 1
	return first, max(first, last)
}

// functionName is that of a function, or of a method with its type.
func functionName(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	receiver := f.Recv.List[0].Type
	for {
		switch t := receiver.(type) {
		case *ast.StarExpr:
			receiver = t.X
		case *ast.IndexExpr:
			receiver = t.X
		case *ast.IndexListExpr:
			receiver = t.X
		case *ast.Ident:
			return t.Name + "." + f.Name.Name
		default:
			return f.Name.Name
		}
	}
}
