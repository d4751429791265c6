package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Where the packages of a job with several solutions are: their numbers follow.
const (
	solutionsPath = solutionPath + "/"
	scenariosPath = "zz/scenarios/"
)

// buildTogether makes one binary of several solutions: to link takes as long as to
// compile one of them. Each is compiled with scenarios of its own, which know only it.
func (b *builder) buildTogether(j job) *problem {
	var archives []string
	all := append([]file{j.Solution}, j.Others...)
	for n, solution := range all {
		number := strconv.Itoa(n)
		if err := os.Mkdir(b.path(number), 0o700); err != nil {
			return faultf("%v", err)
		}
		b.folders = append(b.folders, b.path(number))
		p := pair{number, solutionsPath + number, scenariosPath + number}
		compiled, scenarios, found := b.pair(j, solution, p)
		if found != nil {
			return found
		}
		archives = append(archives, packageFile(p.solution, compiled), packageFile(p.scenarios, scenarios))
	}
	main, found := b.compile(source{
		name: "main.go", content: chooser(len(all)), path: "main", imports: b.tools.all(), extra: archives,
	})
	if found != nil {
		return found
	}
	return b.link(main, archives)
}

// chooser is the main package: it calls the main function of the scenarios that were
// compiled against the solution which is asked for. Since scenarios.go is a program
// of its own, that function is reached by name.
func chooser(solutions int) string {
	var imports, functions, names strings.Builder
	for n := range solutions {
		fmt.Fprintf(&imports, "\t_ %q\n", scenariosPath+strconv.Itoa(n))
		fmt.Fprintf(&functions, "//go:linkname main%d %s%d.main\nfunc main%d()\n\n", n, scenariosPath, n, n)
		fmt.Fprintf(&names, "main%d, ", n)
	}
	return fmt.Sprintf("package main\n\nimport (\n\t\"drill/sandbox/golang/scenario\"\n\t_ \"unsafe\"\n\n%s)\n\n%s"+
		"func main() { []func(){%s}[scenario.Chosen()]() }\n", &imports, &functions, &names)
}

// unnumbered is a function's name as it is in a binary with a single solution.
func unnumbered(function string) string {
	for several, single := range map[string]string{solutionsPath: solutionPath, scenariosPath: "main"} {
		if rest, found := strings.CutPrefix(function, several); found {
			_, name, _ := strings.Cut(rest, ".")
			return single + "." + name
		}
	}
	return function
}
