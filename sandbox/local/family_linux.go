package local

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"drill/graders"
)

// family is a harness and its descendants, also those that left its session.
// drill is their reaper: an orphan becomes its child. To whom an orphan belongs
// is told by a mark that every descendant inherits and none can change: a hard
// limit of a resource that ordinary processes do not have, time at a real-time
// priority, set to a random number.
type family struct {
	root int
	mark uint64
}

func newFamily(root int) (family, error) {
	f := family{root: root}
	var inherited unix.Rlimit
	if err := unix.Prlimit(root, unix.RLIMIT_RTTIME, nil, &inherited); err != nil {
		return f, err
	}
	// Microseconds; years, unless drill itself is kept shorter.
	most := min(inherited.Max, 1<<49)
	if most < 2 {
		return f, errors.New("the hard limit of the real-time processor time (ulimit -R) is 0: raise it")
	}
	var random [8]byte
	rand.Read(random[:])
	f.mark = most/2 + binary.LittleEndian.Uint64(random[:])%(most/2)
	return f, f.lower(unix.RLIMIT_RTTIME, f.mark)
}

// lower sets a limit of the harness, unless drill's own is lower already.
func (f family) lower(resource int, value uint64) error {
	var inherited unix.Rlimit
	if err := unix.Prlimit(f.root, resource, nil, &inherited); err != nil {
		return err
	}
	value = min(value, inherited.Max)
	return unix.Prlimit(f.root, resource, &unix.Rlimit{Cur: value, Max: value}, nil)
}

// openFiles is enough for servers with hundreds of connections.
const openFiles = 1024

// limit sets what the kernel itself enforces, for each process. The processor
// time of all together is the guard's to watch.
func (f family) limit(limits graders.Limits) error {
	cpu := uint64(limits.CPU/time.Second) + 1
	for _, r := range []struct {
		resource int
		value    uint64
	}{
		{unix.RLIMIT_CORE, 0},
		{unix.RLIMIT_FSIZE, uint64(limits.Disk)},
		{unix.RLIMIT_NOFILE, openFiles},
		{unix.RLIMIT_CPU, cpu},
	} {
		if err := f.lower(r.resource, r.value); err != nil {
			return err
		}
	}
	return nil
}

// usage adds up what the members take now.
func (f family) usage() usage {
	var total usage
	for _, pid := range descendants(append(f.orphans(), f.root)) {
		s, err := readStat(pid)
		if err != nil {
			continue
		}
		total.resident += s.resident
		total.cpu += s.cpu
		total.tasks += s.threads
	}
	return total
}

// orphans are the members that drill has inherited.
func (f family) orphans() []int {
	var found []int
	for _, pid := range children(os.Getpid()) {
		var limit unix.Rlimit
		if pid != f.root && unix.Prlimit(pid, unix.RLIMIT_RTTIME, nil, &limit) == nil && limit.Max == f.mark {
			found = append(found, pid)
		}
	}
	return found
}

// end kills what is left once the harness itself is gone and collects it. All
// are stopped before any is killed, or a process that forks for ever would
// outrun the one that kills.
func (f family) end() {
	for {
		orphans := f.orphans()
		if len(orphans) == 0 {
			return
		}
		stopped := map[int]bool{}
		for found := true; found; {
			found = false
			for _, pid := range descendants(f.orphans()) {
				if !stopped[pid] {
					stopped[pid], found = true, true
					_ = unix.Kill(pid, unix.SIGSTOP)
				}
			}
		}
		for pid := range stopped {
			_ = unix.Kill(pid, unix.SIGKILL)
		}
		for _, pid := range orphans {
			_, _ = unix.Wait4(pid, nil, 0, nil)
		}
	}
}

// ownSession takes the process off drill's terminal and process group.
func ownSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

func overCPU(signal syscall.Signal) bool { return signal == unix.SIGXCPU }
