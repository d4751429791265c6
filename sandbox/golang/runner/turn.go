package main

import (
	"sync/atomic"
	"syscall"
	"time"
)

// longestTurn is how many scenarios one process runs at most, so that there is work
// for all processors.
const longestTurn = 10

// turns are the virtual-clock scenarios, each with those that may follow it in the
// same process: none, or in a shared job the next ones of the same solution. To start
// a process takes longer than most of them run.
func (j job) turns() [][]stimulus {
	var all [][]stimulus
	for _, s := range j.Run {
		last := len(all) - 1
		switch {
		case !s.virtual():
		case !j.Shared || last < 0 || all[last][0].Solution != s.Solution || len(all[last]) == longestTurn:
			all = append(all, []stimulus{s})
		default:
			all[last] = append(all[last], s)
		}
	}
	return all
}

// watch ends the process of a scenario that takes too long.
type watch struct {
	dump, kill *time.Timer
	over       atomic.Bool
}

func watchOver(pid int, wall time.Duration) *watch {
	w := &watch{}
	w.dump = time.AfterFunc(wall, func() {
		w.over.Store(true)
		_ = syscall.Kill(pid, syscall.SIGQUIT) // the Go runtime prints where every goroutine is
	})
	w.kill = time.AfterFunc(wall+dumpTime, func() { _ = syscall.Kill(-pid, syscall.SIGKILL) })
	return w
}

// again gives the next scenario its time. One that is over its own stays over.
func (w *watch) again(wall time.Duration) {
	if w.dump.Stop() && w.kill.Stop() {
		w.dump.Reset(wall)
		w.kill.Reset(wall + dumpTime)
	}
}

func (w *watch) stop() {
	w.dump.Stop()
	w.kill.Stop()
}
