//go:build !unix

package local

import (
	"syscall"

	"drill/graders"
)

// family is a harness alone: this system does not say what it started.
type family struct{}

func newFamily(int) (family, error) { return family{}, nil }

func (family) limit(graders.Limits) error { return nil }

func (family) usage() usage { return usage{} }

func (family) end() {}

func ownSession() *syscall.SysProcAttr { return nil }

func overCPU(syscall.Signal) bool { return false }
