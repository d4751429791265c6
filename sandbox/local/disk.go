package local

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"syscall"

	"github.com/shirou/gopsutil/v4/disk"

	"drill/graders"
)

// room is the least that a disk had left, in bytes, of all times that it was looked at.
type room struct {
	mu    sync.Mutex
	least int64
}

func newRoom() *room { return &room{least: math.MaxInt64} }

// look returns the least. What cannot be told counts as enough.
func (r *room) look(folder string) int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	usage, err := disk.Usage(folder)
	if err != nil {
		return r.least
	}
	left := int64(min(usage.Free, math.MaxInt64))
	if usage.InodesTotal > 0 && usage.InodesFree == 0 {
		left = 0
	}
	r.least = min(r.least, left)
	return r.least
}

// scarce is so little room that a job which came to no good end may have found none,
// also where nothing says so: a linker that maps its output dies of a signal.
const scarce = 64 << 10

// shortage returns an error where a job came to grief because the disk of the temporary
// folder was full, which is neither the exercise's fault nor the learner's. That nothing
// could be written has to be said and be so, as seen from outside: a job that fills its own
// folder, or only says so, had all the room that it is allowed.
func (s *Sandbox) shortage(job graders.Job, w work, r *room, recording *graders.Recording, fault error) error {
	if fault == nil && flawless(recording) {
		return nil
	}
	least, more := r.look(s.options.Temp), job.Limits.Disk-w.size()
	if least < min(scarce, more) || least < more && saysFull(recording, fault) {
		return full(s.options.Temp)
	}
	return nil
}

func full(temp string) error {
	return fmt.Errorf("the disk of the temporary folder %s is full: free some space or set TMPDIR to another folder", temp)
}

// outOfSpace reports whether a write failed for want of space, or of what the person may
// use of it.
func outOfSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func flawless(recording *graders.Recording) bool {
	for _, run := range recording.Runs {
		if run.Outcome != graders.Ended {
			return false
		}
	}
	return recording.Load == nil
}

// saysFull looks for the system's words for it in all that is known of a failure.
func saysFull(recording *graders.Recording, fault error) bool {
	if fault != nil {
		return fullInWords(fault.Error())
	}
	if p := recording.Load; p != nil && fullInWords(p.Message) {
		return true
	}
	for _, run := range recording.Runs {
		if run.Problem != nil && fullInWords(run.Problem.Message) {
			return true
		}
	}
	return false
}

func fullInWords(text string) bool {
	for _, words := range []string{syscall.ENOSPC.Error(), "ENOSPC", "not enough space on the disk"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
