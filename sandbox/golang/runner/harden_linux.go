package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

const (
	prSetDumpable       = 4
	prSetChildSubreaper = 36
)

// reaper knows which processes are the runner's own children and collects the
// others: in a container the runner is process 1, elsewhere it asks to be told
// of orphans, so that nothing outlives it.
type reaper struct {
	mu  sync.Mutex
	own map[int]bool
}

// harden makes the runner's memory and descriptors unreadable to processes of
// the same user, and orphans its children.
func harden() *reaper {
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, prSetDumpable, 0, 0)
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, prSetChildSubreaper, 1, 0)
	return &reaper{own: map[int]bool{}}
}

// attributes put a scenario into a process group of its own that does not
// outlive the runner.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// started runs start, which returns the new process, without the reaper taking
// its exit status away in between.
func (r *reaper) started(start func() (*os.Process, error)) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	process, err := start()
	if err == nil {
		r.own[process.Pid] = true
	}
	return err
}

func (r *reaper) ended(pid int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.own, pid)
}

// collect reaps orphans that have ended.
func (r *reaper) collect() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, pid := range children() {
		if !r.own[pid] {
			_, _ = syscall.Wait4(pid, nil, syscall.WNOHANG, nil)
		}
	}
}

// killAll ends what scenarios have left behind, children of children too.
func (r *reaper) killAll() {
	const rounds = 20 // each round may reveal a generation of orphans
	for range rounds {
		left := children()
		if len(left) == 0 {
			return
		}
		for _, pid := range left {
			_ = syscall.Kill(pid, syscall.SIGKILL)
			_, _ = syscall.Wait4(pid, nil, 0, nil)
		}
	}
}

// children lists the runner's children; none where the kernel does not tell. It is
// called at the end of each process and names the files itself: filepath.Glob lists
// every folder on the way, and those of a thread have dozens of files.
func children() []int {
	const tasks = "/proc/self/task"
	threads, _ := os.ReadDir(tasks)
	var found []int
	for _, thread := range threads {
		list, _ := os.ReadFile(filepath.Join(tasks, thread.Name(), "children"))
		for field := range strings.FieldsSeq(string(list)) {
			if pid, err := strconv.Atoi(field); err == nil {
				found = append(found, pid)
			}
		}
	}
	return found
}
