//go:build unix

package workspace

import "syscall"

// nonBlocking keeps a named pipe that took a file's place from holding drill up.
const nonBlocking = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
