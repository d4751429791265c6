package mutants

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
)

func compiles(source []byte, importer types.Importer) bool {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "solution.go", source, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	_, err = check(fset, tree, importer)
	return err == nil
}

// check looks types up. Without an importer it finds only those of the file itself.
func check(fset *token.FileSet, tree *ast.File, importer types.Importer) (*types.Info, error) {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: importer}
	if importer == nil {
		config.Importer = nothing{}
		config.Error = func(error) {}
	}
	_, err := config.Check("solution", fset, []*ast.File{tree}, info)
	return info, err
}

// nothing imports nothing.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	return nil, fmt.Errorf("%s is not looked up", path)
}
