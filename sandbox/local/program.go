package local

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"drill/graders"
)

// program is what runs in the sandbox for one language.
type program struct {
	path string
	args []string // the folder for work is added
	// ahead are further arguments for a process that is booted before its job is there.
	ahead []string
	// reads are files and folders that the program may read and execute.
	reads []string
	// executes says that the program starts what it wrote to its work folder.
	executes bool
}

// provider finds a program once and remembers it. A failure is not remembered: a
// person may install what was missing while drill watches.
type provider struct {
	mu    sync.Mutex
	find  func(context.Context) (program, error)
	found *program
}

func (p *provider) get(ctx context.Context) (program, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found == nil {
		found, err := p.find(ctx)
		if err != nil {
			return program{}, err
		}
		p.found = &found
	}
	return *p.found, nil
}

// program finds what runs a language.
func (s *Sandbox) program(ctx context.Context, language graders.Language) (program, error) {
	provider, known := s.providers[language]
	if !known {
		return program{}, fmt.Errorf("the local sandbox does not know the language %q: choose %s or %s",
			language, graders.Node, graders.Go)
	}
	return provider.get(ctx)
}

// start boots a harness for a job that is there or, ahead of time, for a later one.
func (s *Sandbox) start(ctx context.Context, k kind, ahead bool) (*process, error) {
	program, err := s.program(ctx, k.language)
	if err != nil {
		return nil, err
	}
	return s.boot(program, k, ahead, s.options.Temp)
}

// boot starts a harness with a work folder of its own in temp.
func (s *Sandbox) boot(program program, k kind, ahead bool, temp string) (*process, error) {
	if ahead {
		program.args = slices.Concat(program.args, program.ahead)
	}
	work, err := newWork(temp)
	if err != nil {
		return nil, err
	}
	p, err := s.launch(program, work, k.network)
	if err != nil {
		work.remove()
		return nil, fmt.Errorf("%s cannot be started: %w", program.path, err)
	}
	return p, nil
}

// discard ends a process and removes its folder in the background.
func (s *Sandbox) discard(p *process) {
	p.Kill()
	s.removal.Go(func() {
		<-p.gone
		p.close()
		p.work.remove()
	})
}
