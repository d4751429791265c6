package main

import (
	"context"
	"errors"
	"fmt"

	"drill/internal/workspace"
)

// The exit codes of drill. Only test, grade and verify end with exitFailed.
const (
	exitPassed = 0 // all passed, or nothing was graded
	exitFailed = 1 // a solution did not pass
	exitUsage  = 2 // the command line or a file is not as it must be
	exitFault  = 3 // drill, the engine or the machine is at fault
)

const exitCodes = `Exit codes: 0 all passed, 1 something failed (test, grade and verify only),
2 wrong usage, 3 a fault of drill, the engine or the machine.`

// errFailed ends a command whose verdicts were printed and are not all passes.
var errFailed = errors.New("something failed")

// usageError is a mistake on the command line.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func misuse(format string, a ...any) error { return &usageError{fmt.Sprintf(format, a...)} }

// conclude prints what went wrong and maps it to an exit code.
func (a *app) conclude(err error) int {
	code := exitCode(err)
	switch {
	case code <= exitFailed:
	case errors.Is(err, context.Canceled):
		a.console.Warnf("stopped before the end")
	default:
		a.console.Errorf("%v", err)
	}
	return code
}

func exitCode(err error) int {
	var misused *usageError
	var refused *workspace.Refusal
	switch {
	case err == nil:
		return exitPassed
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &misused), errors.As(err, &refused):
		return exitUsage
	}
	return exitFault
}
