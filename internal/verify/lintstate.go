package verify

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"drill/graders"
)

// variable matches a declaration at the beginning of a line: what is indented is
// inside something.
var variable = regexp.MustCompile(`^(?:export\s+)?(let|var)(?:\s*[{\[]|\s+[\w$]+\s*(?:[=;,]|//|$))`)

// lintState finds variables of a Node scenarios file as a whole. The file is loaded
// once for all scenarios of a job, and how many those are depends on seeds and on
// what is run again: a scenario must not see what another left there.
func lintState(e *graders.Exercise) []Problem {
	name := path.Join(graders.Node.Folder(), graders.Node.ScenariosFile())
	content, err := fs.ReadFile(e.Files, name)
	if err != nil {
		return nil // which is named by another rule
	}
	var problems []Problem
	for i, line := range strings.Split(string(content), "\n") {
		if found := variable.FindStringSubmatch(strings.TrimRight(line, "\r")); found != nil {
			problems = append(problems, problem(e, fmt.Sprintf("%s:%d", name, i+1),
				"has a %s that all scenarios of a job would share: declare it inside the scenario, or let it be a const that nothing changes", found[1]))
		}
	}
	return problems
}
