package main

import (
	"os"
	"path/filepath"
)

// pair is where a solution and the scenarios that are compiled against it belong.
type pair struct {
	folder              string // within the work folder
	solution, scenarios string // import paths
}

// pair compiles both and returns their archives.
func (b *builder) pair(j job, learners file, p pair) (solution, scenarios string, found *problem) {
	solution, found = b.compile(source{
		name: filepath.Join(p.folder, solutionFile), content: learners.Content, path: p.solution,
		imports: j.Imports, flags: []string{"-complete"},
	})
	if found != nil {
		return "", "", found
	}
	// Nothing is inlined into scenarios: they do little, and a long file compiles twice
	// as fast.
	scenarios, found = b.compile(source{
		name: filepath.Join(p.folder, scenariosFile), content: j.Scenarios.Content, path: p.scenarios, imports: b.tools.all(),
		extra: []string{"importmap solution=" + p.solution, packageFile(p.solution, solution)}, flags: []string{"-complete", "-l"},
	})
	return solution, scenarios, found
}

// packageFile is the line that tells compiler and linker where an archive is.
func packageFile(path, archive string) string { return "packagefile " + path + "=" + archive }

// source is a file to compile.
type source struct {
	name    string // its path in the work folder
	content string
	path    string   // the import path of its package
	imports []string // of the bundle's packages
	extra   []string // lines for the import configuration
	flags   []string
}

// compile returns the archive of one source file.
func (b *builder) compile(s source) (string, *problem) {
	file, archive := b.path(s.name), b.path(s.name+".a")
	if err := os.WriteFile(file, []byte(s.content), 0o600); err != nil {
		return "", faultf("%v", err)
	}
	config, err := b.tools.importConfig(s.name+".cfg", s.imports, s.extra...)
	if err != nil {
		return "", faultf("%v", err)
	}
	b.files = append(b.files, file, archive, config)
	output, err := b.tools.compile(b.ctx, s.path, config, file, archive, s.flags...)
	if err == nil {
		return archive, nil
	}
	diagnostics := parseDiagnostics(output)
	switch {
	case len(diagnostics) == 0:
		return "", &problem{message: "the compiler failed: " + b.withoutPaths(output, err)}
	case filepath.Base(s.name) == solutionFile:
		return "", learnerProblem(diagnostics)
	}
	return "", misfit(diagnostics)
}
