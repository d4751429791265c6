package main

import (
	"path"
	"regexp"
	"strconv"
	"strings"
)

// goroutine is one stack of a Go traceback.
type goroutine struct {
	state  string // such as "chan receive"
	bubble bool   // on the virtual clock
	frames []frame
}

type frame struct {
	function string
	file     string // a base name for the learner's file and the scenarios
	line     int
	creator  bool // the frame that started the goroutine
}

// learners says that the code is the learner's. The name decides, since a line
// directive can claim any file; but closures of a generic function that was inlined
// into the scenarios bear the scenarios' name, and only their file tells.
func (f frame) learners() bool {
	return strings.HasPrefix(f.function, solutionPath+".") || f.file == solutionFile
}

func (f frame) scenarios() bool {
	ours := strings.HasPrefix(f.function, "main.") || strings.Contains(f.function, "/golang/scenario.")
	return ours && !f.learners()
}

// place is the position in solution.go, empty where there is none.
func (f frame) place() string {
	if f.file != solutionFile {
		return ""
	}
	return f.file + ":" + strconv.Itoa(f.line)
}

// learnerFrame is the topmost frame of the learner's.
func (g goroutine) learnerFrame() (frame, bool) {
	for _, f := range g.frames {
		if f.learners() {
			return f, true
		}
	}
	return frame{}, false
}

// waitGroup starts goroutines for the solution: the scenarios have s.Go.
const waitGroup = "sync.(*WaitGroup).Go"

// scenariosOnly says that no code of the learner's has part in the goroutine.
func (g goroutine) scenariosOnly() bool {
	scenarios := false
	for _, f := range g.frames {
		if f.learners() || f.creator && f.function == waitGroup {
			return false
		}
		scenarios = scenarios || f.scenarios()
	}
	return scenarios
}

// stack is the goroutine as a learner may read it: without the scenarios'
// frames and without paths.
func (g goroutine) stack() string {
	var lines []string
	for _, f := range g.frames {
		if f.scenarios() || f.function == "panic" {
			continue
		}
		name := strings.TrimPrefix(f.function, "zz/")
		if f.creator {
			name = "started by " + name
		}
		lines = append(lines, name+" ("+path.Base(f.file)+":"+strconv.Itoa(f.line)+")")
	}
	return strings.Join(lines, "\n")
}

func parseTraceback(text string) []goroutine {
	header := regexp.MustCompile(`^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[([^],]*?)(?: \(durable\))?(?:,[^]]*)?\]:$`)
	position := regexp.MustCompile(`^\t(.+):(\d+)(?: \+0x[0-9a-f]+)?`)
	var found []goroutine
	function := ""
	for line := range strings.SplitSeq(text, "\n") {
		if m := header.FindStringSubmatch(line); m != nil {
			found = append(found, goroutine{state: m[1], bubble: strings.Contains(line, ", synctest bubble ")})
			continue
		}
		if len(found) == 0 {
			continue
		}
		if m := position.FindStringSubmatch(line); m != nil && function != "" {
			g := &found[len(found)-1]
			g.frames = append(g.frames, newFrame(function, m[1], m[2]))
			function = ""
			continue
		}
		function = line
	}
	return found
}

func newFrame(function, file, line string) frame {
	name, creator := strings.CutPrefix(function, "created by ")
	name, _, _ = strings.Cut(name, " in goroutine ")
	if end := strings.LastIndexByte(name, '('); end > 0 && strings.HasSuffix(name, ")") {
		name = name[:end]
	}
	number, _ := strconv.Atoi(line)
	return frame{function: unnumbered(name), file: file, line: number, creator: creator}
}
