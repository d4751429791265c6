package verify

import (
	"errors"
	"runtime/debug"

	"drill/graders"
	"drill/sandbox"
)

// Safely calls a function that grades. That a check of the exercise's own panics is an
// error, for which [Broken] holds.
func Safely(grade func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &graders.BrokenCheck{Value: r, Place: graders.ExercisePlace(debug.Stack())}
		}
	}()
	return grade()
}

// Broken reports whether an error is the exercise's own: a fault of its scenarios or of
// its checks, which a solution has brought to light.
func Broken(err error) bool {
	var check *graders.BrokenCheck
	return errors.Is(err, sandbox.ErrBroken) || errors.As(err, &check)
}
