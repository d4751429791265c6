package corpus

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"sync"

	"drill/graders"
	"drill/sandbox"
)

// replay is a process that answers every job with bytes of the test's choice.
type replay struct {
	stdin          *io.PipeWriter
	stdout, stderr *io.PipeReader
	close          func()
}

// begin starts a process; write is given the job's nonce and the output.
func begin(write func(nonce string, stdout, stderr io.Writer)) *replay {
	r := &replay{}
	job, stdin := io.Pipe()
	stdout, out := io.Pipe()
	stderr, errors := io.Pipe()
	r.stdin, r.stdout, r.stderr = stdin, stdout, stderr
	r.close = sync.OnceFunc(func() { job.Close(); stdout.Close(); stderr.Close() })
	go func() {
		defer out.Close()
		defer errors.Close()
		line, _ := bufio.NewReader(job).ReadBytes('\n')
		var sent struct{ Nonce string }
		if json.Unmarshal(line, &sent) == nil {
			write(sent.Nonce, out, errors)
		}
	}()
	return r
}

func (r *replay) Stdin() io.WriteCloser       { return r.stdin }
func (r *replay) Stdout() io.Reader           { return r.stdout }
func (r *replay) Stderr() io.Reader           { return r.stderr }
func (r *replay) Kill()                       { r.close() }
func (r *replay) Wait() (sandbox.Exit, error) { return sandbox.Exit{}, nil }

func asSandbox(write func(string, io.Writer, io.Writer)) *player { return &player{write: write} }

// player is a sandbox of such processes.
type player struct {
	write func(string, io.Writer, io.Writer)
	// witnessed are the scenarios that came to their end with events, in any of its
	// runs: a check that passed is not judged again when a later run of its scenario,
	// made for another check, ends otherwise.
	witnessed map[string]bool
}

func (p *player) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	recording, err := sandbox.Drive(ctx, begin(p.write), job)
	if err != nil {
		return nil, err
	}
	if p.witnessed == nil {
		p.witnessed = map[string]bool{}
	}
	for name, run := range recording.Runs {
		if run.Outcome == graders.Ended && len(run.Events) > 0 {
			p.witnessed[name] = true
		}
	}
	return recording, nil
}
