package main

import (
	"sync/atomic"
	"syscall"
	"time"
)

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
