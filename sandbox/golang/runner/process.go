package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// programName is the first argument of a scenario's process; package scenario
// reads its descriptors only under this name.
const programName = "drill-scenario"

const (
	// dumpTime is what a process over its limit gets to say where it hangs.
	dumpTime = 300 * time.Millisecond
	// drainTime is how long output is read after the process has ended, when
	// something it left behind still holds the pipes.
	drainTime = 200 * time.Millisecond
)

// launcher starts scenarios.
type launcher struct {
	binary string
	work   string
	reaper *reaper
	out    *trace
}

// ending says how a scenario's process came to its end.
type ending struct {
	code     int // 128 plus the number for a signal
	signal   string
	timedOut bool
}

func (l launcher) run(s stimulus) {
	l.out.send(event{Scenario: s.Name, Kind: "@begin"})
	r := &recorder{scenario: s.Name, real: !s.virtual(), begin: time.Now(), nonce: rand.Text(), out: l.out}
	end, err := l.execute(s, r)
	if err != nil {
		r.finish(event{Kind: "@broken", Data: data{"message": err.Error()}})
		return
	}
	r.finish(verdict(r, s, end))
}

// execute runs one process with a private pipe for the job, one for events, and
// no environment.
func (l launcher) execute(s stimulus, r *recorder) (ending, error) {
	folder, err := os.MkdirTemp(l.work, "run-")
	if err != nil {
		return ending{}, err
	}
	defer os.RemoveAll(folder)
	pipes, err := openPipes()
	if err != nil {
		return ending{}, err
	}
	defer pipes.close()
	cmd := &exec.Cmd{Path: l.binary, Args: []string{programName}, Dir: folder,
		Env: []string{"TMPDIR=" + folder}, SysProcAttr: attributes(),
		Stdout: pipes.stdout.w, Stderr: pipes.stderr.w,
		ExtraFiles: []*os.File{pipes.events.w, pipes.job.r}}
	err = l.reaper.started(func() (*os.Process, error) { err := cmd.Start(); return cmd.Process, err })
	if err != nil {
		return ending{}, errors.New("the scenario's process did not start: " + filepath.Base(err.Error()))
	}
	pipes.started()
	return l.attend(cmd, pipes, s, r), nil
}

// attend hands the job over, forwards what the process writes and waits for its
// end, which it brings about itself when the scenario takes too long.
func (l launcher) attend(cmd *exec.Cmd, pipes *pipes, s stimulus, r *recorder) ending {
	handOver := data{"nonce": r.nonce, "name": s.Name, "virtual": s.virtual(), "input": s.Input, "solution": s.Solution}
	var forwarding sync.WaitGroup
	forwarding.Go(func() { _ = json.NewEncoder(pipes.job.w).Encode(handOver); pipes.job.w.Close() })
	forwarding.Go(func() { r.events(leftoverOf(pipes.events.r)) })
	forwarding.Go(func() { r.stdout(leftoverOf(pipes.stdout.r)) })
	forwarding.Go(func() { r.stderr(leftoverOf(pipes.stderr.r)) })

	var timedOut atomic.Bool
	pid := cmd.Process.Pid
	dump := time.AfterFunc(s.wall(), func() {
		timedOut.Store(true)
		_ = syscall.Kill(pid, syscall.SIGQUIT) // the Go runtime prints where every goroutine is
	})
	kill := time.AfterFunc(s.wall()+dumpTime, func() { _ = syscall.Kill(-pid, syscall.SIGKILL) })
	_ = cmd.Wait() // what matters is in ProcessState
	dump.Stop()
	kill.Stop()
	_ = syscall.Kill(-pid, syscall.SIGKILL)
	l.reaper.ended(pid)
	pipes.drain(time.Now().Add(drainTime))
	forwarding.Wait()
	return endingOf(cmd.ProcessState, timedOut.Load())
}

func endingOf(state *os.ProcessState, timedOut bool) ending {
	end := ending{code: state.ExitCode(), timedOut: timedOut}
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		end.code = 128 + int(status.Signal())
		end.signal = fmt.Sprint(status.Signal())
	}
	return end
}

// collectOrphans reaps what scenarios leave behind until stop is called.
func collectOrphans(r *reaper) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGCHLD)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-signals:
				r.collect()
			case <-done:
				return
			}
		}
	}()
	return func() { signal.Stop(signals); close(done) }
}
