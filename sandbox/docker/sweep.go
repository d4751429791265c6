package docker

import (
	"context"
	"strconv"
	"time"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
)

const (
	// longestJob is how long the longest job may take, by far.
	longestJob = 15 * time.Minute
	// foreign is the age at which a container of another host's is given up.
	foreign = time.Hour
	// between is the time from one sweep to the next.
	between = 10 * time.Minute
)

// Sweep removes containers that no process needs any more and returns how many:
// those of processes of this host that are gone, those that other hosts made long
// ago, and spares that should have ended by themselves.
func (s *Sandbox) Sweep(ctx context.Context) (int, error) {
	answer, err := s.engine.ContainerList(ctx, client.ContainerListOptions{All: true, Filters: client.Filters{}.Add("label", labelOwner)})
	if err != nil {
		return 0, s.engine.Explain("list containers", err)
	}
	s.options.Claims.forget(time.Now().Add(-s.options.Idle - foreign))
	removed := 0
	for _, item := range answer.Items {
		if s.stale(item, time.Now()) {
			s.remove(item.ID)
			removed++
		}
	}
	return removed, nil
}

func (s *Sandbox) stale(item container.Summary, now time.Time) bool {
	if item.Labels[labelKind] == kindLeft {
		expires, err := strconv.ParseInt(item.Labels[labelExpires], 10, 64)
		return err != nil || now.After(time.Unix(expires, 0))
	}
	o, err := parseOwner(item.Labels[labelOwner])
	if err != nil || o.host != s.owner.host {
		return now.Sub(time.Unix(item.Created, 0)) > foreign
	}
	return !o.alive()
}

// alive reports whether the process that an owner names still runs.
func (o owner) alive() bool { return o.start != 0 && started(o.pid) == o.start }

// sweepNowAndThen keeps long-running processes tidy, too. It is called after a
// job, so that nobody waits for it.
func (s *Sandbox) sweepNowAndThen() {
	s.mu.Lock()
	due := !s.closed && time.Since(s.swept) > between
	if due {
		s.swept = time.Now()
	}
	s.mu.Unlock()
	if due {
		s.work.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			_, _ = s.Sweep(ctx)
		})
	}
}
