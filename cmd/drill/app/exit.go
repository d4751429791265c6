package app

import (
	"context"
	"errors"
	"fmt"

	"drill/internal/workspace"
)

// The exit codes of drill. Only test, grade and verify end with [ExitFailed].
const (
	ExitPassed = 0 // all passed, or nothing was graded
	ExitFailed = 1 // a solution did not pass
	ExitUsage  = 2 // the command line or a file is not as it must be
	ExitFault  = 3 // drill, the engine or the machine is at fault
)

// ExitCodes is what help tells of them.
const ExitCodes = `Exit codes: 0 all passed, 1 something failed (test, grade and verify only),
2 wrong usage, 3 a fault of drill, the engine or the machine.`

// ErrFailed ends a command whose verdicts were printed and are not all passes.
var ErrFailed = errors.New("something failed")

// UsageError is a mistake on the command line.
type UsageError struct{ text string }

// Error says what is wrong and what to do.
func (e *UsageError) Error() string { return e.text }

// Misuse makes a [UsageError].
func Misuse(format string, a ...any) error { return &UsageError{fmt.Sprintf(format, a...)} }

// conclude prints what went wrong and maps it to an exit code.
func (a *App) conclude(err error) int {
	code := exitCode(err)
	switch {
	case code <= ExitFailed:
	case errors.Is(err, context.Canceled):
		a.Console.Warnf("stopped before the end")
	default:
		a.Console.Errorf("%v", err)
	}
	return code
}

func exitCode(err error) int {
	var misused *UsageError
	var refused *workspace.Refusal
	switch {
	case err == nil:
		return ExitPassed
	case errors.Is(err, ErrFailed):
		return ExitFailed
	case errors.As(err, &misused), errors.As(err, &refused):
		return ExitUsage
	}
	return ExitFault
}
