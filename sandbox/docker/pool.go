package docker

import (
	"context"

	"drill/graders"
)

// pool keeps spares for one kind of request.
type pool struct {
	request request
	size    int
	slots   []*slot // in the order they were begun
}

// slot is a spare that boots or has booted.
type slot struct {
	done chan struct{}
	box  *box // nil when it did not boot; valid after done
}

// Warm keeps n spares for jobs of a language with these limits, booted in the
// background, until Close. It returns when the image is known; a spare that does
// not boot is replaced by a fresh container later.
func (s *Sandbox) Warm(ctx context.Context, language graders.Language, limits graders.Limits, n int) error {
	r, err := s.request(ctx, language, limits)
	if err != nil {
		return err
	}
	s.mu.Lock()
	if s.pools[r.key] == nil {
		s.pools[r.key] = &pool{request: r}
	}
	s.pools[r.key].size = n
	s.mu.Unlock()
	s.refill(r)
	return nil
}

// refill begins to boot what is missing.
func (s *Sandbox) refill(r request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.pools[r.key]
	if p == nil || s.closed {
		return
	}
	kind := kindSpare
	if p.size > 1 {
		kind = kindPool
	}
	for len(p.slots) < p.size {
		next := &slot{done: make(chan struct{})}
		p.slots = append(p.slots, next)
		s.work.Go(func() {
			defer close(next.done)
			next.box, _ = s.boot(context.Background(), p.request, kind)
		})
	}
}

// spare returns a container that waits for a job, or nil. One that still boots is
// further than a new one would be.
func (s *Sandbox) spare(ctx context.Context, r request) *box {
	for {
		next := s.next(r)
		if next == nil {
			break
		}
		select {
		case <-next.done:
		case <-ctx.Done():
			s.dispose(next)
			return nil
		}
		if next.box != nil && next.box.alive() {
			return next.box
		}
		s.dispose(next)
	}
	if s.options.Leftovers {
		return s.claim(ctx, r)
	}
	return nil
}

func (s *Sandbox) next(r request) *slot {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.pools[r.key]
	if p == nil || len(p.slots) == 0 {
		return nil
	}
	first := p.slots[0]
	p.slots = p.slots[1:]
	return first
}

// drain gives up all spares and makes no more.
func (s *Sandbox) drain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, p := range s.pools {
		for _, slot := range p.slots {
			s.dispose(slot)
		}
		p.slots = nil
	}
}

// dispose removes a spare as soon as it has booted.
func (s *Sandbox) dispose(unwanted *slot) {
	s.work.Go(func() {
		<-unwanted.done
		if unwanted.box != nil {
			unwanted.box.discard()
		}
	})
}

// alive reports whether the container's streams are still open.
func (c *box) alive() bool {
	select {
	case <-c.ended:
		return false
	default:
		return true
	}
}
