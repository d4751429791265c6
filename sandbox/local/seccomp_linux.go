package local

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// refused are system calls that no solution needs and that would lead out of the
// sandbox or to rarely walked parts of the kernel. An io_uring opens sockets past
// any filter.
func refused() []uint32 {
	return []uint32{
		unix.SYS_PTRACE, unix.SYS_PROCESS_VM_READV, unix.SYS_PROCESS_VM_WRITEV, unix.SYS_PIDFD_GETFD, unix.SYS_KCMP,
		unix.SYS_IO_URING_SETUP, unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD,
		unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY, unix.SYS_KEYCTL,
		unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT, unix.SYS_CHROOT,
		unix.SYS_OPEN_TREE, unix.SYS_MOVE_MOUNT, unix.SYS_FSOPEN, unix.SYS_OPEN_BY_HANDLE_AT,
	}
}

// The offsets of fields in struct seccomp_data, on little-endian machines.
const (
	offNumber = 0
	offArch   = 4
	offArgs   = 16
)

// architectures are those whose calls are known here; on others there is no
// filter. On amd64 numbers from firstOther on are those of the x32 ABI.
func architectures() map[string]uint32 {
	return map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}
}

const firstOther = 0x40000000

// assembler builds a filter; jumps lead at most over the next few instructions.
type assembler []unix.SockFilter

func (a *assembler) load(offset uint32) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset})
}

func (a *assembler) jump(kind uint16, value uint32, ifTrue, ifFalse uint8) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_JMP | kind | unix.BPF_K, K: value, Jt: ifTrue, Jf: ifFalse})
}

func (a *assembler) answer(value uint32) {
	*a = append(*a, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: value})
}

const (
	deny   = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
	denied = unix.SECCOMP_RET_ERRNO | uint32(unix.EACCES) // as Landlock says it
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
	for _, number := range append(refused(), unix.SYS_SETRLIMIT) {
		a.jump(unix.BPF_JEQ, number, 0, 1)
		a.answer(deny)
	}
	a.sockets(network)
	a.limits()
	a.answer(unix.SECCOMP_RET_ALLOW)
	return a
}

// sockets refuses sockets of all families, for a job with a network of all but
// the internet's and what lists its interfaces: those of the file system would
// lead to the person's session bus and container engine. Pairs stay possible.
func (a *assembler) sockets(network bool) {
	var families []uint32
	if network {
		families = []uint32{unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK}
	}
	a.jump(unix.BPF_JEQ, unix.SYS_SOCKET, 0, uint8(2*len(families)+2))
	a.load(offArgs)
	for _, family := range families {
		a.jump(unix.BPF_JEQ, family, 0, 1)
		a.answer(unix.SECCOMP_RET_ALLOW)
	}
	a.answer(denied)
}

// limits refuses to change a limit, by which members of a family are known, and
// leaves the reading of limits.
func (a *assembler) limits() {
	const fresh = offArgs + 2*8 // the pointer to the new limit
	a.jump(unix.BPF_JEQ, unix.SYS_PRLIMIT64, 0, 6)
	a.load(fresh)
	a.jump(unix.BPF_JEQ, 0, 0, 3)
	a.load(fresh + 4)
	a.jump(unix.BPF_JEQ, 0, 0, 1)
	a.answer(unix.SECCOMP_RET_ALLOW)
	a.answer(deny)
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
