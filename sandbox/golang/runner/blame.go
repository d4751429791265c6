package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
)

// A panic in the scenarios' own code is the solution's once that was called: what it
// returned is nil, too short or of another type. That the scenarios do not panic by
// themselves is what the proof of an exercise shows.

// blame says whose a panic is in which only the scenarios' code has part. The message
// for the learner is empty where it is a fault of the exercise.
func blame(scenarios, message string, g goroutine) string {
	const all = "a value that solution.go returned cannot be used: panic: %s, %s: is it nil, or not complete?"
	called := callsOf(scenarios).before(g)
	switch {
	case called != "":
		called = "after the call of " + called
	case g.isScenario():
		return "" // nothing of the solution's was called yet
	default:
		called = "after the solution was called"
	}
	if g.frames[0].scenarios() && !byTheRuntime(message) {
		if g.byTheLibrary() {
			return message // a callback that panics on purpose: the solution has it called by a timer
		}
		return "" // the scenarios say panic themselves
	}
	return fmt.Sprintf(all, message, called)
}

// byTheRuntime recognises panics that no panic statement caused.
func byTheRuntime(message string) bool {
	return regexp.MustCompile(`^(runtime error: |interface conversion: |value method |close of |send on closed |assignment to entry in nil map)`).MatchString(message)
}

// byTheLibrary says that neither the scenarios nor the harness started the goroutine.
func (g goroutine) byTheLibrary() bool {
	for _, f := range g.frames {
		if f.creator {
			return !f.scenarios()
		}
	}
	return false
}

// isScenario says that this is the goroutine in which a scenario's function was called.
func (g goroutine) isScenario() bool {
	for _, f := range g.frames {
		if strings.HasSuffix(f.function, "scenario.(*S).run") && !f.creator {
			return true
		}
	}
	return false
}

// call is where a function of the scenarios calls something by name.
type call struct {
	name  string
	ours  bool // a function of the scenarios, not of the solution
	where int  // line
}

// function is one of the scenarios' functions, closures included.
type function struct {
	name        string
	first, last int // lines
	calls       []call
}

type functions []function

// callsOf finds out which functions of scenarios.go call the solution.
func callsOf(scenarios string) functions {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, scenariosFile, scenarios, parser.SkipObjectResolution)
	if err != nil {
		return nil // it was compiled: cannot happen
	}
	line := func(p token.Pos) int { return files.PositionFor(p, false).Line }
	var all functions
	for _, declaration := range tree.Decls {
		d, is := declaration.(*ast.FuncDecl)
		if !is || d.Body == nil {
			continue
		}
		f := function{name: d.Name.Name, first: line(d.Pos()), last: line(d.End())}
		ast.Inspect(d.Body, func(n ast.Node) bool {
			if c, is := n.(*ast.CallExpr); is {
				f.calls = append(f.calls, callOf(c.Fun, line(c.Pos()))...)
			}
			return true
		})
		all = append(all, f)
	}
	return all
}

// callOf names what is called, if it has a name that says whose it is.
func callOf(fun ast.Expr, line int) []call {
	switch e := fun.(type) {
	case *ast.IndexExpr:
		return callOf(e.X, line)
	case *ast.IndexListExpr:
		return callOf(e.X, line)
	case *ast.Ident:
		return []call{{e.Name, true, line}}
	case *ast.SelectorExpr:
		if x, is := e.X.(*ast.Ident); is && x.Name == "solution" {
			return []call{{e.Sel.Name, false, line}}
		}
		return []call{{e.Sel.Name, true, line}} // perhaps a method of the scenarios'
	}
	return nil
}

// before names the function of the solution that was called last, as far as the lines
// of a stack tell: in the innermost function of the scenarios that has called one.
func (all functions) before(g goroutine) string {
	for _, frame := range g.frames {
		for _, f := range all {
			if frame.scenarios() && frame.file == scenariosFile && f.first <= frame.line && frame.line <= f.last {
				if name := all.last(f, frame.line, map[string]bool{}); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// last is what a function calls last of the solution's up to a line, itself or by
// another function of the scenarios.
func (all functions) last(f function, line int, seen map[string]bool) (name string) {
	at := 0
	for _, c := range f.calls {
		if c.where > line || c.where < at {
			continue
		}
		found := c.name
		if c.ours {
			found = all.lastOf(c.name, seen)
		}
		if found != "" {
			name, at = found, c.where
		}
	}
	return name
}

func (all functions) lastOf(name string, seen map[string]bool) string {
	if seen[name] {
		return ""
	}
	seen[name] = true
	for _, f := range all {
		if f.name == name {
			return all.last(f, f.last, seen)
		}
	}
	return ""
}
