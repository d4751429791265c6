package verify

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"strconv"

	"drill/graders"
)

// hollow makes up solutions that have the right exports and do nothing of use: a
// check that one of them passes has no positive witness.
func hollow(e *graders.Exercise, l graders.Language) ([]Case, []Problem) {
	if l == graders.Go {
		return hollowGo(e)
	}
	bodies := []struct{ name, body string }{
		{"returns-nothing", "function %s() {}"},
		{"resolves-at-once", "async function %s() {}"},
		{"never-settles", "function %s() { return new Promise(() => {}) }"},
		{"throws", "function %s() { throw new Error('not today') }"},
	}
	var cases []Case
	for _, b := range bodies {
		var source bytes.Buffer
		for _, export := range e.Exports {
			fmt.Fprintf(&source, "export "+b.body+"\n", export)
		}
		cases = append(cases, made(e, l, Hollow, b.name, source.String()))
	}
	return cases, nil
}

// hollowGo takes the declarations of the stub and gives all functions one body.
func hollowGo(e *graders.Exercise) ([]Case, []Problem) {
	stub, err := e.Stub(graders.Go)
	if err != nil {
		return nil, nil // said already
	}
	bodies := []struct{ name, body string }{
		{"returns-nothing", "{ return }"},
		{"never-returns", "{ select {} }"},
		{"panics", `{ panic("not today") }`},
	}
	var cases []Case
	for _, b := range bodies {
		source, err := gutted(stub.Content, b.body)
		if err != nil {
			return nil, []Problem{problem(e, path.Join(graders.Go.Folder(), graders.Go.SolutionFile()), "does not parse: %v", err)}
		}
		cases = append(cases, made(e, graders.Go, Hollow, b.name, source))
	}
	return cases, nil
}

// gutted replaces the bodies of all functions. Results get names, so that a bare return
// gives them their zero values.
func gutted(source []byte, body string) (string, error) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, "", source, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	statements, err := parser.ParseExpr("func() " + body)
	if err != nil {
		return "", err
	}
	for _, declaration := range tree.Decls {
		f, is := declaration.(*ast.FuncDecl)
		if !is || f.Body == nil {
			continue
		}
		f.Body = statements.(*ast.FuncLit).Body
		if f.Type.Results == nil {
			continue
		}
		for _, result := range f.Type.Results.List {
			if len(result.Names) == 0 {
				result.Names = []*ast.Ident{ast.NewIdent("_")}
			}
		}
	}
	tree.Comments = nil // their places are those of the old bodies
	blankImports(tree)
	var out bytes.Buffer
	err = format.Node(&out, files, tree)
	return out.String(), err
}

// blankImports keeps imports that nothing uses any more from being errors.
func blankImports(tree *ast.File) {
	used := map[string]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		if selector, is := n.(*ast.SelectorExpr); is {
			if x, is := selector.X.(*ast.Ident); is {
				used[x.Name] = true
			}
		}
		return true
	})
	for _, imported := range tree.Imports {
		text, _ := strconv.Unquote(imported.Path.Value)
		name := path.Base(text)
		if imported.Name != nil {
			name = imported.Name.Name
		}
		if !used[name] {
			imported.Name = ast.NewIdent("_")
		}
	}
}
