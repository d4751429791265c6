//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package console

import (
	"sync"

	"golang.org/x/sys/unix"
)

// singleKeys switches off line editing and echo. Unlike raw mode it leaves the
// output and the signal keys as they are.
func singleKeys(fd int) (restore func(), err error) {
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, err
	}
	single := *before
	single.Lflag &^= unix.ICANON | unix.ECHO
	single.Cc[unix.VMIN], single.Cc[unix.VTIME] = 1, 0
	if err := unix.IoctlSetTermios(fd, setTermios, &single); err != nil {
		return nil, err
	}
	return sync.OnceFunc(func() { _ = unix.IoctlSetTermios(fd, setTermios, before) }), nil
}
