package local

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	landlock "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

// confiner starts commands that can reach less than drill itself. Both Landlock
// and seccomp bind a thread and what it starts, so the command is started from a
// thread that is confined first and thrown away afterwards; drill's other threads
// stay free.
type confiner struct {
	abi     int // of Landlock; 0 where the kernel has none
	seccomp bool
}

func newConfiner() (confiner, error) {
	// Orphans of the harness become children of drill, see family.
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return confiner{}, fmt.Errorf("drill cannot become the reaper of what it starts: %w", err)
	}
	abi, err := landlock.LandlockGetABIVersion()
	if err != nil {
		abi = 0
	}
	return confiner{abi: abi, seccomp: seccompWorks()}, nil
}

func (c confiner) String() string {
	var parts []string
	if c.abi > 0 {
		parts = append(parts, fmt.Sprintf("landlock %d", c.abi))
	}
	if c.seccomp {
		parts = append(parts, "seccomp")
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// start starts a command within bounds.
func (c confiner) start(cmd *exec.Cmd, b bounds) error {
	type outcome struct {
		thread int
		err    error
	}
	started := make(chan outcome)
	go onOtherThread(func() {
		err := c.bind(b)
		if err == nil {
			err = cmd.Start()
		}
		started <- outcome{unix.Gettid(), err}
	})
	o := <-started
	if err := awaitEnd(o.thread); o.err == nil && err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return err
	}
	return o.err
}

// onOtherThread runs f on a thread that ends with f, and never on the main one,
// which cannot end.
func onOtherThread(f func()) {
	runtime.LockOSThread() // and never unlocked: that ends the thread
	if unix.Gettid() != os.Getpid() {
		f()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		onOtherThread(f)
	}()
	<-done
	runtime.UnlockOSThread()
}

// awaitEnd returns when a thread is gone. As long as it lived, a learner's
// process could reach drill's memory through it: the two have the same bounds.
func awaitEnd(thread int) error {
	const patience, pause = 5 * time.Second, 100 * time.Microsecond
	for began := time.Now(); time.Since(began) < patience; time.Sleep(pause) {
		if errors.Is(unix.Tgkill(os.Getpid(), thread, 0), unix.ESRCH) {
			return nil
		}
	}
	return errors.New("the thread that started it did not end")
}

// bind confines the calling thread for good.
func (c confiner) bind(b bounds) error {
	if err := dropCapabilities(); err != nil {
		return fmt.Errorf("drop capabilities: %w", err)
	}
	if c.abi == 0 && !c.seccomp {
		return nil
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no new privileges: %w", err)
	}
	if c.abi > 0 {
		if err := restrict(c.abi, b.network, b.rules()); err != nil {
			return err
		}
	}
	if c.seccomp {
		return filterSelf(b.network)
	}
	return nil
}

// dropCapabilities makes root as weak as anybody in what the thread starts. Who
// may not drop a capability has none to pass on.
func dropCapabilities() error {
	for c := 0; ; c++ {
		held, err := unix.PrctlRetInt(unix.PR_CAPBSET_READ, uintptr(c), 0, 0, 0)
		if errors.Is(err, unix.EINVAL) {
			return nil // beyond the last
		}
		if err == nil && held == 1 {
			err = unix.Prctl(unix.PR_CAPBSET_DROP, uintptr(c), 0, 0, 0)
		}
		if errors.Is(err, unix.EPERM) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
