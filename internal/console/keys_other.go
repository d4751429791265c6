//go:build !(linux || darwin || dragonfly || freebsd || netbsd || openbsd)

package console

import (
	"sync"

	"golang.org/x/term"
)

// singleKeys uses raw mode; Ctrl-C then arrives as the key \x03.
func singleKeys(fd int) (restore func(), err error) {
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, err
	}
	return sync.OnceFunc(func() { _ = term.Restore(fd, before) }), nil
}
