package local

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"drill/graders"
	"drill/sandbox"
)

// process is a harness and everything it starts.
type process struct {
	streams
	cmd    *exec.Cmd
	work   work
	family family
	gone   chan struct{} // closed when nothing of it is left

	// Set before gone is closed.
	state *os.ProcessState
	fault error
	// over is what the guard saw, see guard.go.
	over atomic.Pointer[sandbox.Exit]
	room *room // on the disk of the work folder
}

var _ sandbox.Process = (*process)(nil)

// launch starts a program in its work folder, confined.
func (s *Sandbox) launch(program program, work work, network bool) (*process, error) {
	p := &process{work: work, gone: make(chan struct{}), room: newRoom()}
	p.cmd = exec.Command(program.path, append(program.args, "--work="+string(work))...)
	p.cmd.Dir = string(work)
	p.cmd.Env = environment(program, work)
	p.cmd.SysProcAttr = ownSession()
	theirs, err := p.pipes()
	if err == nil {
		err = s.confiner.start(p.cmd, bounds{program: program, work: work, network: network})
	}
	for _, file := range theirs {
		file.Close() // a pipe that could not be made is nil, which Close minds
	}
	if err != nil {
		p.close()
		return nil, err
	}
	p.family, err = newFamily(p.cmd.Process.Pid)
	go p.await()
	if err != nil {
		p.Kill()
		<-p.gone
		p.close()
	}
	return p, err
}

// environment holds nothing of the person's own.
func environment(program program, work work) []string {
	env := []string{
		"PATH=" + filepath.Dir(program.path),
		"TMPDIR=" + string(work), "TMP=" + string(work), "TEMP=" + string(work),
		"TZ=UTC", "LANG=C.UTF-8",
	}
	if root, set := os.LookupEnv("SystemRoot"); set { // Windows cannot do without
		env = append(env, "SystemRoot="+root)
	}
	return env
}

// pipes connects the command and returns its ends, which drill closes once the
// command has its own copies.
func (p *process) pipes() (theirs []*os.File, err error) {
	pipe := func() (read, write *os.File) {
		if err == nil {
			read, write, err = os.Pipe()
		}
		return read, write
	}
	stdin, toStdin := pipe()
	fromStdout, stdout := pipe()
	fromStderr, stderr := pipe()
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = stdin, stdout, stderr
	p.streams = streams{toStdin, fromStdout, fromStderr}
	return []*os.File{stdin, stdout, stderr}, err
}

// await notices the end of the harness and ends what it left behind, which also
// closes the streams that a daemon may hold.
func (p *process) await() {
	p.state, p.fault = p.cmd.Process.Wait()
	p.family.end()
	close(p.gone)
}

func (p *process) alive() bool {
	select {
	case <-p.gone:
		return false
	default:
		return true
	}
}

// enforce starts to keep the limits of a job, and looks every so often whether they
// are kept.
func (p *process) enforce(limits graders.Limits, every time.Duration) error {
	if err := p.family.limit(limits); err != nil && p.alive() {
		return fmt.Errorf("the limits of the job cannot be set: %w", err)
	}
	go p.guard(limits, every)
	return nil
}

// Kill ends the harness; what it started ends with it, see await.
func (p *process) Kill() { _ = p.cmd.Process.Kill() }

func (p *process) Wait() (sandbox.Exit, error) {
	<-p.gone
	if p.fault != nil {
		return sandbox.Exit{}, fmt.Errorf("the end of %s cannot be told: %w", p.cmd.Path, p.fault)
	}
	var exit sandbox.Exit
	if over := p.over.Load(); over != nil {
		exit = *over
	}
	exit.Code = p.state.ExitCode()
	if signal, killed := signalOf(p.state); killed {
		exit.Code = 128 + int(signal) // as shells and container engines say it
		exit.OutOfCPU = exit.OutOfCPU || overCPU(signal)
	}
	return exit, nil
}

func signalOf(state *os.ProcessState) (syscall.Signal, bool) {
	status, known := state.Sys().(syscall.WaitStatus)
	return status.Signal(), known && status.Signaled()
}
