//go:build !linux

package main

import (
	"os"
	"syscall"
)

// reaper does nothing where the system has no way to inherit orphans.
type reaper struct{}

func harden() *reaper { return &reaper{} }

// attributes put a scenario into a process group of its own.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func (*reaper) started(start func() (*os.Process, error)) error {
	_, err := start()
	return err
}

func (*reaper) ended(int) {}

func (*reaper) collect() {}

func (*reaper) killAll() {}
