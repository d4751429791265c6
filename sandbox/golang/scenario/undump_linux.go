package scenario

import "syscall"

// undump keeps other processes of the same user from reading this one's memory and
// descriptors, and the learner's code from doing so by files under /proc that then are
// the superuser's.
func undump() {
	const prSetDumpable = 4
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, prSetDumpable, 0, 0)
}
