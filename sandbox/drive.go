package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"drill/graders"
)

// Process is a harness that was started and waits for its job.
type Process interface {
	// Stdin takes the job; closing it tells the harness that no more follows.
	Stdin() io.WriteCloser
	// Stdout and Stderr end when the process is gone.
	Stdout() io.Reader
	Stderr() io.Reader
	// Kill ends the process and everything it started. It may be called more than
	// once and at any time.
	Kill()
	// Wait returns when the process and everything it started are gone, after
	// Stdout and Stderr were read to their ends. An error is a fault.
	Wait() (Exit, error)
}

// Exit says how a process ended.
type Exit struct {
	Code        int
	OutOfMemory bool // killed for its memory
	OutOfCPU    bool // killed for its processor time
	// OutOfDisk and TooManyProcesses are set when the sandbox saw that limit
	// exceeded.
	OutOfDisk        bool
	TooManyProcesses bool
}

// Dismisser is a process that is cheaper to let go than to kill, once its harness
// has said its last word and ends by itself.
type Dismisser interface {
	// Dismiss ends the streams at once. It sees to it that the process is gone soon,
	// by itself or not.
	Dismiss()
}

// grace is how long a harness may take to wind up after its last scenario, and
// how much later than a harness that keeps limits itself drill enforces them.
const grace = time.Second

// Drive sends a job to a waiting harness, records what comes back, enforces the
// limits on time and output, and sees to the end of the process. An error is a
// fault of the sandbox, or the context's.
func Drive(ctx context.Context, p Process, job graders.Job) (*graders.Recording, error) {
	nonce := NewNonce()
	line, err := encodeJob(job, nonce)
	if err != nil {
		p.Kill()
		return nil, err
	}
	started := time.Now()
	d := &drive{
		process: p, job: job, deadlines: map[string]time.Time{}, idleUntil: started.Add(job.Limits.Load + grace),
		recorder: newRecorder(job, nonce, func() time.Duration { return time.Since(started) }),
	}
	sent := make(chan error, 1)
	go func() {
		_, err := p.Stdin().Write(line)
		sent <- errors.Join(err, p.Stdin().Close())
	}()
	d.follow(ctx)
	exit, err := p.Wait()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, d.blame(err)
	}
	return d.conclude(exit, <-sent)
}

// blame marks a fault that came before the harness's first word.
func (d *drive) blame(err error) error {
	if d.recorder.greeted {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotAcknowledged, err)
}

type drive struct {
	process   Process
	job       graders.Job
	recorder  *recorder
	deadlines map[string]time.Time // of the scenarios under way
	idleUntil time.Time            // by when a scenario must have begun, while none is under way
	killed    string               // why drill ended the process, in the learner's words
	killedBy  graders.Outcome
}

// follow reads both streams to their ends and kills the process when a limit is
// exceeded or the context ends.
func (d *drive) follow(ctx context.Context) {
	chunks := make(chan chunk)
	go pump(d.process.Stdout(), false, chunks)
	go pump(d.process.Stderr(), true, chunks)
	alarm := time.NewTimer(d.job.Limits.Load + grace)
	defer alarm.Stop()
	for open := 2; open > 0; {
		select {
		case c := <-chunks:
			if c.ended {
				open--
				continue
			}
			d.take(c)
			alarm.Reset(time.Until(d.nextDeadline()))
		case <-alarm.C:
			d.expire()
			alarm.Reset(grace)
		case <-ctx.Done():
			d.process.Kill()
			ctx = context.WithoutCancel(ctx)
		}
	}
	d.recorder.stdout.close()
	d.recorder.stderr.close()
}

type chunk struct {
	bytes  []byte
	stderr bool
	ended  bool
}

// pump reads a stream in pieces small enough to be bounded and hands each over
// before it reads the next, so that a flood waits in the pipe, not in memory.
func pump(stream io.Reader, stderr bool, chunks chan<- chunk) {
	for {
		buffer := make([]byte, 32<<10)
		n, err := stream.Read(buffer)
		if n > 0 {
			chunks <- chunk{bytes: buffer[:n], stderr: stderr}
		}
		if err != nil {
			chunks <- chunk{ended: true}
			return
		}
	}
}

// dismiss reads no further: nothing that follows counts, and an engine takes its
// time to report an end.
func (d *drive) dismiss() {
	if p, ok := d.process.(Dismisser); ok {
		p.Dismiss()
		return
	}
	d.process.Kill()
}

func (d *drive) take(c chunk) {
	r := d.recorder
	if c.stderr {
		r.stderr.write(c.bytes)
	} else {
		r.stdout.write(c.bytes)
	}
	if why := r.overflowing(); why != "" {
		d.kill(graders.Overflowed, why)
	}
	switch {
	case r.broken != "":
		d.process.Kill()
	case r.done || r.recording.Load != nil:
		d.dismiss()
	}
	d.note(time.Now())
}
