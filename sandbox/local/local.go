package local

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"drill/graders"
	"drill/sandbox"
)

// Options say where a sandbox keeps its files and what it runs.
type Options struct {
	// Cache is the folder for the harness and for the Go bundle; it is made if
	// need be.
	Cache string
	// Temp holds the work folders of jobs; empty means the system's.
	Temp string
	// Node and Go are the commands to use; empty means those on PATH.
	Node, Go string
	// Packages can be imported by Go scenarios beyond [graders.DefaultImports].
	Packages []string
	// Progress, if set, is told of the steps that make the Go bundle, which takes
	// about 12 s, once for each toolchain.
	Progress func(done, total int, what string)
	// Leftovers allows a process that an earlier drill left behind (see [Sandbox.Leave]).
	Leftovers bool
	// Keeper makes the command whose process calls [Sandbox.Keep] with the same
	// options; without it nothing is left behind.
	Keeper func(language graders.Language, network bool) *exec.Cmd
	// Idle is how long a process that was left behind waits for a job;
	// [sandbox.Idle] when zero.
	Idle time.Duration
}

// Sandbox runs jobs as child processes. It may be used by several goroutines.
type Sandbox struct {
	options   Options
	confiner  confiner
	providers map[graders.Language]*provider

	mu      sync.Mutex
	spares  map[kind]*process
	removal sync.WaitGroup // of work folders, in the background
	left    *leftState
}

var _ graders.Sandbox = (*Sandbox)(nil)

// kind is what has to be known when a process starts: the rest comes with the job.
type kind struct {
	language graders.Language
	network  bool
}

// New returns a sandbox that keeps its files in options.Cache. What a language
// needs is looked for when a job first asks for it.
func New(options Options) (*Sandbox, error) {
	if options.Temp == "" {
		options.Temp = os.TempDir()
	}
	if options.Idle == 0 {
		options.Idle = sandbox.Idle
	}
	if err := os.MkdirAll(options.Cache, 0o700); err != nil {
		return nil, fmt.Errorf("the cache folder cannot be made: %w; choose one that you can write to", err)
	}
	confiner, err := newConfiner()
	if err != nil {
		return nil, err
	}
	s := &Sandbox{options: options, confiner: confiner, spares: map[kind]*process{}, left: newLeftState()}
	s.providers = map[graders.Language]*provider{
		graders.Node: {find: s.node},
		graders.Go:   {find: s.golang},
	}
	return s, nil
}

// Confinement names what holds a process back beside the limits of its job, such
// as "landlock 7, seccomp", or "none" where it is a plain process.
func (s *Sandbox) Confinement() string { return s.confiner.String() }

// Run implements [graders.Sandbox].
func (s *Sandbox) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	k := kind{job.Language, job.Network}
	if p := s.takeSpare(k); p != nil {
		return s.drive(ctx, p, job, true)
	}
	if recording, err := s.runLeft(ctx, k, job); recording != nil || err != nil {
		return recording, err
	}
	p, err := s.start(ctx, k, false)
	if err != nil {
		return nil, err
	}
	return s.drive(ctx, p, job, false)
}

func (s *Sandbox) drive(ctx context.Context, p *process, job graders.Job, spare bool) (*graders.Recording, error) {
	defer s.discard(p)
	every := glance
	if job.Shared {
		every = sharedGlance
	}
	if err := p.enforce(job.Limits, every); err != nil {
		return nil, err
	}
	recording, err := sandbox.Drive(ctx, p, job)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if short := s.shortage(job, p.work, p.room, recording, err); short != nil {
		return nil, short
	}
	if err != nil {
		return nil, err
	}
	return s.sign(recording, spare), nil
}

// sign says where a job ran.
func (s *Sandbox) sign(recording *graders.Recording, spare bool) *graders.Recording {
	recording.Environment.Sandbox = "local"
	recording.Environment.Confined = s.Confinement()
	recording.Environment.Spare = spare
	return recording
}

// Warm boots a process ahead for the next job in this language with this use of
// the network, unless one waits already.
func (s *Sandbox) Warm(ctx context.Context, language graders.Language, network bool) error {
	k := kind{language, network}
	s.mu.Lock()
	waiting := s.spares[k]
	s.mu.Unlock()
	if waiting != nil && waiting.alive() {
		return nil
	}
	p, err := s.start(ctx, k, true)
	if err != nil {
		return err
	}
	s.mu.Lock()
	former := s.spares[k]
	s.spares[k] = p
	s.mu.Unlock()
	if former != nil {
		s.discard(former)
	}
	return nil
}

// takeSpare returns a process that waits for a job, if there is one; each is used
// once.
func (s *Sandbox) takeSpare(k kind) *process {
	s.mu.Lock()
	p := s.spares[k]
	delete(s.spares, k)
	s.mu.Unlock()
	if p == nil || p.alive() {
		return p
	}
	s.discard(p)
	return nil
}

// Close ends the spares and waits until all work folders are gone.
func (s *Sandbox) Close() error {
	s.mu.Lock()
	for k, p := range s.spares {
		delete(s.spares, k)
		s.discard(p)
	}
	s.mu.Unlock()
	s.removal.Wait()
	return nil
}
