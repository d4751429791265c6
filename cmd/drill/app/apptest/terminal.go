//go:build linux || darwin

package apptest

import "syscall"

// ownTerminal makes a process's terminal its controlling one, so that Ctrl-C is
// the signal that a person gives.
func ownTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true, Setctty: true} }
