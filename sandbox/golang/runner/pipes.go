package main

import (
	"os"
	"time"
)

type pipe struct{ r, w *os.File }

// pipes connect the runner with one scenario's process.
type pipes struct{ job, events, stdout, stderr pipe }

func (p *pipes) all() []*pipe { return []*pipe{&p.job, &p.events, &p.stdout, &p.stderr} }

func openPipes() (*pipes, error) {
	p := &pipes{}
	for _, one := range p.all() {
		var err error
		if one.r, one.w, err = os.Pipe(); err != nil {
			p.close()
			return nil, err
		}
	}
	return p, nil
}

// started closes the process's ends, so that the runner's see its end.
func (p *pipes) started() {
	for _, end := range []*os.File{p.job.r, p.events.w, p.stdout.w, p.stderr.w} {
		end.Close()
	}
}

// drain bounds what is left to read and write.
func (p *pipes) drain(deadline time.Time) {
	for _, end := range []*os.File{p.events.r, p.stdout.r, p.stderr.r} {
		_ = end.SetReadDeadline(deadline)
	}
	_ = p.job.w.SetWriteDeadline(deadline)
}

func (p *pipes) close() {
	for _, one := range p.all() {
		if one.r != nil {
			one.r.Close()
			one.w.Close()
		}
	}
}
