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
	// scenarios is the text of scenarios.go.
	scenarios string
}

// ending says how a scenario's process came to its end.
type ending struct {
	code     int // 128 plus the number for a signal
	signal   string
	timedOut bool
}

// run starts a process for scenarios that take turns in it, and returns those that had
// none: it ends with the first that leaves something behind.
func (l launcher) run(turn []stimulus) (left []stimulus) {
	r := &recorder{nonce: rand.Text(), out: l.out, scenarios: l.scenarios}
	r.begin(turn)
	end, err := l.execute(turn, r)
	if err != nil {
		r.finish(event{Kind: "@broken", Data: data{"message": err.Error()}})
		return r.waiting
	}
	r.finish(verdict(r, end))
	return r.waiting
}

// execute runs one process with a private pipe for the job, one for events, and
// no environment.
func (l launcher) execute(turn []stimulus, r *recorder) (ending, error) {
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
	return l.attend(cmd, pipes, turn, r), nil
}

// attend hands the job over, forwards what the process writes and waits for its
// end, which it brings about itself when the scenario takes too long.
func (l launcher) attend(cmd *exec.Cmd, pipes *pipes, turn []stimulus, r *recorder) ending {
	pid := cmd.Process.Pid
	r.watch = watchOver(pid, turn[0].wall())
	var forwarding sync.WaitGroup
	forwarding.Go(func() { _ = json.NewEncoder(pipes.job.w).Encode(handOver(r.nonce, turn)); pipes.job.w.Close() })
	forwarding.Go(func() { r.events(leftoverOf(pipes.events.r)) })
	forwarding.Go(func() { r.stdout(leftoverOf(pipes.stdout.r)) })
	forwarding.Go(func() { r.stderr(leftoverOf(pipes.stderr.r)) })

	_ = cmd.Wait() // what matters is in ProcessState
	r.watch.stop()
	_ = syscall.Kill(-pid, syscall.SIGKILL)
	l.reaper.ended(pid)
	pipes.drain(time.Now().Add(drainTime))
	forwarding.Wait()
	return endingOf(cmd.ProcessState, r.watch.over.Load())
}

// handOver is the job of one process, which package scenario reads.
func handOver(nonce string, turn []stimulus) data {
	run := make([]data, len(turn))
	for i, s := range turn {
		run[i] = data{"name": s.Name, "virtual": s.virtual(), "input": s.Input}
	}
	return data{"nonce": nonce, "solution": turn[0].Solution, "run": run}
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
