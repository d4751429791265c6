package mutants

import (
	"go/ast"
	"slices"
	"strings"
)

// findNoise marks what is imported, tags, the texts of errors, and how much room is
// made: for a buffer, a channel, a slice.
func (m *goMaker) findNoise(tree *ast.File) {
	m.noise = map[ast.Node]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			m.silence(n.Path)
		case *ast.Field:
			if n.Tag != nil {
				m.silence(n.Tag)
			}
		case *ast.FuncDecl:
			if n.Name.Name == "Error" && n.Recv != nil && n.Body != nil {
				m.silence(n.Body) // an error's text
			}
		case *ast.CallExpr:
			m.noisyCall(n)
		}
		return true
	})
}

// silence marks a node and all in it.
func (m *goMaker) silence(n ast.Node) {
	ast.Inspect(n, func(inner ast.Node) bool {
		if inner != nil {
			m.noise[inner] = true
		}
		return true
	})
}

func (m *goMaker) noisyCall(call *ast.CallExpr) {
	name := callee(call)
	switch {
	case name == "errors.New", name == "panic", strings.HasPrefix(name, "log."):
		for _, argument := range call.Args {
			m.silence(argument)
		}
	case name == "fmt.Errorf" && len(call.Args) > 0:
		m.silence(call.Args[0]) // but for %w: see wrap
	case name == "make" && len(call.Args) > 1:
		m.silenceRoom(call)
	case slices.Contains([]string{"bufio.NewReaderSize", "bufio.NewWriterSize"}, name):
		m.silence(call.Args[1])
	}
}

// silenceRoom marks the capacity of a channel or a slice, and the length of a buffer
// that is a plain number.
func (m *goMaker) silenceRoom(call *ast.CallExpr) {
	if _, channel := call.Args[0].(*ast.ChanType); channel || len(call.Args) > 2 {
		m.silence(call.Args[len(call.Args)-1])
		return
	}
	ast.Inspect(call.Args[1], func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok {
			m.silence(literal)
		}
		return true
	})
}

// callee is what is called, as it is written: a name, or one in a package.
func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
	}
	return ""
}
