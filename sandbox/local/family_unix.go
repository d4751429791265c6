//go:build unix && !linux

package local

import (
	"syscall"

	"drill/graders"
)

// family is the process group of a harness; who leaves it is lost sight of.
type family struct{ root int }

func newFamily(root int) (family, error) { return family{root}, nil }

func (family) limit(graders.Limits) error { return nil }

func (family) usage() usage { return usage{} }

func (f family) end() { _ = syscall.Kill(-f.root, syscall.SIGKILL) }

// ownSession takes the process off drill's terminal and process group.
func ownSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

func overCPU(signal syscall.Signal) bool { return signal == syscall.SIGXCPU }
