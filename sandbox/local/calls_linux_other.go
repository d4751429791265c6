//go:build linux && !amd64 && !arm64

package local

// On other architectures there is no filter: nobody asks for its parts.

func allowed() []uint32 { return nil }

func (a *assembler) judged(bool) {}
