//go:build amd64 || arm64

package local

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// makeCalls makes the system calls of TestCallsThatLeadOutAreRefused and prints what
// came of each: the test program does so, confined, in the folder of a learner's.
func makeCalls(outside string) {
	path, _ := unix.BytePtrFromString(outside)
	name, _ := unix.BytePtrFromString("user.x")
	file, here := uintptr(unsafe.Pointer(path)), -100 // AT_FDCWD
	at, text := uintptr(here), uintptr(unsafe.Pointer(name))
	parent := uintptr(os.Getppid())
	var zero [64]byte
	nothing := uintptr(unsafe.Pointer(&zero))
	for _, c := range []struct {
		name   string
		number uintptr
		args   [5]uintptr
	}{
		{"fchmodat", unix.SYS_FCHMODAT, [5]uintptr{at, file, 0o777}},
		{"fchmodat2", unix.SYS_FCHMODAT2, [5]uintptr{at, file, 0o777}},
		{"fchmod", unix.SYS_FCHMOD, [5]uintptr{1, 0o777}},
		{"fchownat", unix.SYS_FCHOWNAT, [5]uintptr{at, file}},
		{"fchown", unix.SYS_FCHOWN, [5]uintptr{1}},
		{"utimensat", unix.SYS_UTIMENSAT, [5]uintptr{at, file}},
		{"setxattr", unix.SYS_SETXATTR, [5]uintptr{file, text, text, 1}},
		{"removexattr", unix.SYS_REMOVEXATTR, [5]uintptr{file, text}},
		{"setpriority of another", unix.SYS_SETPRIORITY, [5]uintptr{unix.PRIO_PROCESS, parent, 19}},
		{"setpriority of a user", unix.SYS_SETPRIORITY, [5]uintptr{unix.PRIO_USER, 0, 19}},
		{"sched_setaffinity", unix.SYS_SCHED_SETAFFINITY, [5]uintptr{parent, 8, nothing}},
		{"sched_setscheduler", unix.SYS_SCHED_SETSCHEDULER, [5]uintptr{parent, 5, nothing}},
		{"ioprio_set", unix.SYS_IOPRIO_SET, [5]uintptr{1, parent, 3 << 13}},
		{"shmget", unix.SYS_SHMGET, [5]uintptr{0, 4096, 0o1600}},
		{"msgget", unix.SYS_MSGGET, [5]uintptr{0, 0o1600}},
		{"semget", unix.SYS_SEMGET, [5]uintptr{0, 1, 0o1600}},
		{"mq_open", unix.SYS_MQ_OPEN, [5]uintptr{text, unix.O_CREAT | unix.O_RDWR, 0o600}},
		{"memfd_create", unix.SYS_MEMFD_CREATE, [5]uintptr{text}},
		{"keyctl", unix.SYS_KEYCTL, [5]uintptr{}},
		{"unshare", unix.SYS_UNSHARE, [5]uintptr{unix.CLONE_NEWUSER}},
		{"clone with a namespace", unix.SYS_CLONE, [5]uintptr{unix.CLONE_NEWUSER | uintptr(unix.SIGCHLD)}},
		{"inotify_init1", unix.SYS_INOTIFY_INIT1, [5]uintptr{}},
		{"ptrace", unix.SYS_PTRACE, [5]uintptr{unix.PTRACE_ATTACH, parent}},
		{"a lease", unix.SYS_FCNTL, [5]uintptr{1, 1024, unix.F_RDLCK}},
		{"typing for a terminal", unix.SYS_IOCTL, [5]uintptr{1, unix.TIOCSTI, nothing}},
		{"dumpable again", unix.SYS_PRCTL, [5]uintptr{unix.PR_SET_DUMPABLE, 1}},
		{"a pair of datagrams", unix.SYS_SOCKETPAIR, [5]uintptr{unix.AF_UNIX, unix.SOCK_DGRAM, 0, nothing}},
		{"a pair of streams", unix.SYS_SOCKETPAIR, [5]uintptr{unix.AF_UNIX, unix.SOCK_STREAM, 0, nothing}},
		{"setpriority of its own", unix.SYS_SETPRIORITY, [5]uintptr{unix.PRIO_PROCESS, 0, 19}},
		{"clone3", unix.SYS_CLONE3, [5]uintptr{}},
		{"a call of the future", 999, [5]uintptr{}},
	} {
		_, _, errno := unix.RawSyscall6(c.number, c.args[0], c.args[1], c.args[2], c.args[3], c.args[4], 0)
		fmt.Printf("%s: %s\n", c.name, unix.ErrnoName(errno))
	}
}

func TestCallsThatLeadOutAreRefused(t *testing.T) {
	s := newRaw(t)
	if !s.confiner.seccomp {
		t.Skip("the kernel has no seccomp filters, or drill none for this processor")
	}
	outside := filepath.Join(t.TempDir(), "outside")
	require.NoError(t, os.WriteFile(outside, nil, 0o600))
	self, err := os.Executable()
	require.NoError(t, err)
	work, err := newWork(t.TempDir())
	require.NoError(t, err)
	var out strings.Builder
	read, write, err := os.Pipe()
	require.NoError(t, err)
	cmd := exec.Command(self, "calls", outside)
	cmd.Dir, cmd.Stdout, cmd.Stderr = string(work), write, write
	require.NoError(t, s.confiner.start(cmd, bounds{program: program{path: self}, work: work}))
	write.Close()
	_, err = read.WriteTo(&out)
	require.NoError(t, err)
	require.NoError(t, cmd.Wait(), out.String())
	fine := map[string]string{
		"a pair of streams": "", "setpriority of its own": "", "clone3": "ENOSYS", "a call of the future": "ENOSYS", "a pair of datagrams": "EACCES",
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 31, out.String())
	for _, line := range lines {
		name, errno, _ := strings.Cut(line, ": ")
		want, other := fine[name]
		if !other {
			want = "EPERM"
		}
		assert.Equal(t, want, errno, name)
	}
}
