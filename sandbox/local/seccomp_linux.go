package local

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The offsets of fields in struct seccomp_data, on little-endian machines.
const (
	offNumber = 0
	offArch   = 4
	offArgs   = 16
)

// argument is the offset of the lower half of a call's argument, counted from 0.
func argument(n int) uint32 { return uint32(offArgs + 8*n) }

// architectures are those whose calls are known here; on others there is no
// filter. On amd64 numbers from firstOther on are those of the x32 ABI.
func architectures() map[string]uint32 {
	return map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}
}

const (
	firstOther = 0x40000000
	// firstUnknown is the number from which on a call is one that this drill does not
	// know: a library that tries it must take it for an older kernel.
	firstUnknown = 463
)

// assembler builds a filter; jumps lead at most over the next few instructions.
type assembler []unix.SockFilter

func (a *assembler) load(offset uint32) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset})
}

func (a *assembler) mask(bits uint32) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_ALU | unix.BPF_AND | unix.BPF_K, K: bits})
}

func (a *assembler) jump(kind uint16, value uint32, ifTrue, ifFalse uint8) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_JMP | kind | unix.BPF_K, K: value, Jt: ifTrue, Jf: ifFalse})
}

func (a *assembler) answer(value uint32) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: value})
}

// when has a call answered by a part of its own, which must end in an answer.
func (a *assembler) when(number uint32, part func(*assembler)) {
	var body assembler
	part(&body)
	a.jump(unix.BPF_JEQ, number, 0, uint8(len(body)))
	*a = append(*a, body...)
}

// oneOf answers by whether what is loaded is one of these values.
func (a *assembler) oneOf(values []uint32, otherwise uint32) {
	for _, value := range values {
		a.jump(unix.BPF_JEQ, value, 0, 1)
		a.answer(unix.SECCOMP_RET_ALLOW)
	}
	a.answer(otherwise)
}

const (
	deny    = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
	denied  = unix.SECCOMP_RET_ERRNO | uint32(unix.EACCES) // as Landlock says it
	unknown = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS) // as an older kernel says it
)

// filterFor returns the filter for a machine and a use of the network, or nothing
// where the machine is not known.
func filterFor(machine string, network bool) []unix.SockFilter {
	arch, known := architectures()[machine]
	if !known {
		return nil
	}
	var a assembler
	a.load(offArch)
	a.jump(unix.BPF_JEQ, arch, 1, 0)
	a.answer(deny)
	a.load(offNumber)
	a.jump(unix.BPF_JGE, firstOther, 0, 1)
	a.answer(deny)
	a.judged(network)
	for _, number := range allowed() {
		a.jump(unix.BPF_JEQ, number, 0, 1)
		a.answer(unix.SECCOMP_RET_ALLOW)
	}
	a.jump(unix.BPF_JGE, firstUnknown, 0, 1)
	a.answer(unknown)
	a.answer(deny)
	return a
}

// seccompWorks asks the kernel whether it can refuse a call with an error.
func seccompWorks() bool {
	action := uint32(unix.SECCOMP_RET_ERRNO)
	_, _, err := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_GET_ACTION_AVAIL, 0, uintptr(unsafe.Pointer(&action)))
	return err == 0 && filterFor(runtime.GOARCH, false) != nil
}

// filterSelf puts the filter on the calling thread and on what it starts.
func filterSelf(network bool) error {
	filter := filterFor(runtime.GOARCH, network)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, err := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER,
		unix.SECCOMP_FILTER_FLAG_SPEC_ALLOW, uintptr(unsafe.Pointer(&program)))
	if err != 0 {
		return fmt.Errorf("seccomp: %w", err)
	}
	return nil
}
