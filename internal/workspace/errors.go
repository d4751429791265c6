package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Refusal is an error that the person can mend: the input is at fault, not the
// machine.
type Refusal struct{ Problem string }

func (r *Refusal) Error() string { return r.Problem }

func refuse(format string, a ...any) error { return &Refusal{fmt.Sprintf(format, a...)} }

// explain says in plain words why a file or folder cannot be read or written, and
// what to do. The cause stays reachable.
func explain(doing, path string, err error) error {
	var advice string
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		advice = "the disk is full: free some space and try again, nothing was lost"
	case errors.Is(err, syscall.EROFS):
		advice = "the file system is read-only: choose another folder with --dir"
	case errors.Is(err, fs.ErrPermission):
		advice = "no permission: change its mode, or choose another folder with --dir"
	case errors.Is(err, syscall.ENOTDIR):
		advice = "a part of the path is a file, not a folder"
	default:
		return fmt.Errorf("cannot %s %s: %w", doing, path, err)
	}
	return &explained{fmt.Sprintf("cannot %s %s: %s", doing, path, advice), err}
}

type explained struct {
	text  string
	cause error
}

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.cause }
