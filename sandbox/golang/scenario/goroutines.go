package scenario

import (
	"context"
	"runtime"
	"strings"
)

// Goroutines waits as [S.Wait] does and then counts the goroutines of the solution's:
// all that run its code or were started by it, calls that have not returned among
// them. What runs only the scenarios' code does not count, nor on the virtual clock
// what was started while packages initialised. A goroutine of the standard library's,
// such as a server's, counts as the solution's where no code of the scenarios' shows,
// and what a sync.WaitGroup started always does.
func (s *S) Goroutines() int {
	s.Wait()
	return len(s.solutions())
}

// solutions are the stacks of the solution's goroutines.
func (s *S) solutions() []string {
	const own = 2 // on the virtual clock the main goroutine and the scenario's
	if s.virtual && runtime.NumGoroutine() <= own {
		return nil
	}
	var found []string
	for stack := range strings.SplitSeq(stacks(), "\n\n") {
		if s.isSolutions(stack) {
			found = append(found, stack)
		}
	}
	return found
}

// isSolutions reads one stack as the runner does.
func (s *S) isSolutions(stack string) bool {
	header, frames, _ := strings.Cut(stack, "\n")
	if s.virtual && !strings.Contains(header, ", synctest bubble ") {
		return false
	}
	scenarios := false
	for line := range strings.Lines(frames) {
		function := strings.TrimPrefix(line, "created by ")
		switch {
		case strings.HasPrefix(function, "zz/solution"), strings.HasPrefix(line, "\tsolution.go:"),
			strings.HasPrefix(line, "created by sync.(*WaitGroup).Go "):
			return true
		case strings.HasPrefix(function, "main."), strings.HasPrefix(function, "zz/scenarios/"), strings.Contains(function, "/golang/scenario."):
			scenarios = true
		}
	}
	return !scenarios
}

// Serve runs f in a goroutine of the scenario's, with a context that is cancelled when
// the scenario's function has returned and before goroutines are counted: for what
// must be told to end, such as an executor of the solution's.
func (s *S) Serve(f func(context.Context)) { go f(s.serving) }

func stacks() string {
	buffer := make([]byte, 256<<10)
	return string(buffer[:runtime.Stack(buffer, true)])
}
