package local

import (
	"time"

	"drill/graders"
	"drill/sandbox"
)

const (
	// glance is how often memory, processor time and processes are looked at: an
	// allocating process overshoots by what it touches meanwhile.
	glance = 20 * time.Millisecond
	// sharedGlance is the same where an author's own solutions share a sandbox: to look
	// takes a tenth of the processor time of a proof otherwise.
	sharedGlance = 100 * time.Millisecond
	// diskGlances is how many glances pass between looks at the work folder, which
	// cost more.
	diskGlances = 5
)

// usage is what a harness and everything it started take.
type usage struct {
	resident int64 // bytes
	cpu      time.Duration
	tasks    int // processes and threads
}

// guard ends the process when it exceeds a limit; every is the time between glances.
func (p *process) guard(limits graders.Limits, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for n := 1; ; n++ {
		select {
		case <-p.gone:
			return
		case <-ticker.C:
		}
		exit, over := excess(p.family.usage(), limits)
		if !over && n%diskGlances == 0 {
			p.room.look(string(p.work))
			exit.OutOfDisk = p.work.size() > limits.Disk
			over = exit.OutOfDisk
		}
		if over {
			p.over.Store(&exit)
			p.Kill()
			return
		}
	}
}

// excess says which limit a usage is beyond, if any.
func excess(u usage, limits graders.Limits) (sandbox.Exit, bool) {
	switch {
	case u.resident > limits.Memory:
		return sandbox.Exit{OutOfMemory: true}, true
	case u.tasks > limits.Processes:
		return sandbox.Exit{TooManyProcesses: true}, true
	case u.cpu > limits.CPU:
		return sandbox.Exit{OutOfCPU: true}, true
	}
	return sandbox.Exit{}, false
}
