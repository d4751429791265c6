//go:build amd64 || arm64

package local

import "golang.org/x/sys/unix"

// judged answers the calls that are allowed with some arguments only.
func (a *assembler) judged(network bool) {
	a.sockets(network)
	a.when(unix.SYS_CLONE, func(a *assembler) {
		a.load(argument(0))
		a.jump(unix.BPF_JSET, namespaces, 0, 1)
		a.answer(deny)
		a.answer(unix.SECCOMP_RET_ALLOW)
	})
	// A filter cannot look at the arguments of clone3, which are in memory. Without it
	// libraries use clone.
	a.when(unix.SYS_CLONE3, func(a *assembler) { a.answer(unknown) })
	a.when(unix.SYS_PRLIMIT64, limits)
	a.when(unix.SYS_FCNTL, func(a *assembler) {
		a.load(argument(1))
		a.oneOf([]uint32{
			unix.F_DUPFD, unix.F_DUPFD_CLOEXEC, unix.F_GETFD, unix.F_SETFD, unix.F_GETFL, unix.F_SETFL, unix.F_GETPIPE_SZ, unix.F_SETPIPE_SZ,
		}, deny)
	})
	a.when(unix.SYS_IOCTL, func(a *assembler) {
		a.load(argument(1))
		a.oneOf([]uint32{
			unix.TCGETS, unix.TCGETS2, unix.TIOCGWINSZ, fionread, fionbio, fioclex, unix.FICLONE, unix.SIOCGIFNAME, unix.SIOCGIFINDEX,
		}, deny)
	})
	a.when(unix.SYS_PRCTL, func(a *assembler) {
		a.load(argument(0))
		a.jump(unix.BPF_JEQ, unix.PR_SET_DUMPABLE, 0, 4) // there is no way back from it
		a.load(argument(1))
		a.jump(unix.BPF_JEQ, 0, 0, 1)
		a.answer(unix.SECCOMP_RET_ALLOW)
		a.answer(deny)
		a.oneOf([]uint32{
			unix.PR_SET_NAME, unix.PR_GET_NAME, unix.PR_SET_VMA, unix.PR_SET_PDEATHSIG, unix.PR_GET_DUMPABLE, unix.PR_CAPBSET_READ,
			unix.PR_SET_NO_NEW_PRIVS, unix.PR_GET_NO_NEW_PRIVS, unix.PR_SET_CHILD_SUBREAPER, unix.PR_SET_THP_DISABLE, unix.PR_GET_THP_DISABLE, unix.PR_SET_TIMERSLACK,
		}, deny)
	})
	a.when(unix.SYS_SETPRIORITY, func(a *assembler) { // of the thread that asks
		a.load(argument(0))
		a.jump(unix.BPF_JEQ, unix.PRIO_PROCESS, 1, 0)
		a.answer(deny)
		a.load(argument(1))
		a.oneOf([]uint32{0}, deny)
	})
}

const (
	fioclex  = 0x5451 // ioctl_fd(2) has these numbers for both architectures
	fionbio  = 0x5421
	fionread = 0x541b
	// namespaces are the flags of clone(2) that make one.
	namespaces = unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC |
		unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNET
)

// sockets refuses sockets of all families, for a job with a network of all but
// the internet's and what lists its interfaces: those of the file system would
// lead to the person's session bus and container engine. Pairs stay possible, as
// long as they are connected for good: a pair of datagrams can send to any address.
func (a *assembler) sockets(network bool) {
	var families []uint32
	if network {
		families = []uint32{unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK}
	}
	a.when(unix.SYS_SOCKET, func(a *assembler) {
		a.load(argument(0))
		a.oneOf(families, denied)
	})
	a.when(unix.SYS_SOCKETPAIR, func(a *assembler) {
		const kind = 0xf // the rest of it are flags
		a.load(argument(1))
		a.mask(kind)
		a.oneOf([]uint32{unix.SOCK_STREAM}, denied)
	})
}

// limits refuses to change a limit, by which members of a family are known, and
// leaves the reading of limits.
func limits(a *assembler) {
	const fresh = offArgs + 2*8 // the pointer to the new limit
	a.load(fresh)
	a.jump(unix.BPF_JEQ, 0, 0, 3)
	a.load(fresh + 4)
	a.jump(unix.BPF_JEQ, 0, 0, 1)
	a.answer(unix.SECCOMP_RET_ALLOW)
	a.answer(deny)
}
