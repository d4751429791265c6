package local

import (
	"context"
	"errors"

	"drill/graders"
	"drill/sandbox"
)

// runLeft runs a job in a process that was left behind. It returns nothing where
// none is, or where it came to grief: a job has no effects, so the same can be done
// once more in a process of one's own.
func (s *Sandbox) runLeft(ctx context.Context, k kind, job graders.Job) (*graders.Recording, error) {
	l := s.claim(ctx, k, job.Limits)
	if l == nil {
		return nil, nil
	}
	defer s.let(k, l)
	recording, err := sandbox.Drive(ctx, l, job)
	if err != nil && ctx.Err() == nil && !errors.Is(err, sandbox.ErrBroken) {
		return nil, nil
	}
	if ctx.Err() == nil && s.shortage(job, work(""), newRoom(), recording, err) != nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.sign(recording, true), nil
}

// claim takes a process that was left behind, if there is one.
func (s *Sandbox) claim(ctx context.Context, k kind, limits graders.Limits) *leftover {
	if !s.options.Leftovers || !s.confiner.seals() {
		return nil
	}
	_, key, err := s.keyed(ctx, k)
	if err != nil {
		return nil
	}
	dir, err := openRunDir(s.runDirs(), key)
	if err != nil {
		return nil
	}
	defer dir.close()
	conn, err := dir.dial(ctx, s.left.patience)
	if err != nil {
		return nil
	}
	l, err := takeOver(conn, limits, s.left.patience)
	if err != nil {
		conn.Close()
		dir.retire()
		return nil
	}
	return l
}

// let gives a claimed process back to its keeper, which ends.
func (s *Sandbox) let(k kind, l *leftover) {
	ended := make(chan struct{})
	s.left.mu.Lock()
	s.left.ended[k] = ended
	s.left.mu.Unlock()
	s.removal.Go(func() {
		defer close(ended)
		l.release()
	})
}

// awaitEnded waits for the keeper of the process that was claimed last: one waits
// at a time.
func (s *Sandbox) awaitEnded(ctx context.Context, k kind) error {
	s.left.mu.Lock()
	ended := s.left.ended[k]
	s.left.mu.Unlock()
	if ended == nil {
		return nil
	}
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
