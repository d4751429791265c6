package docker

import (
	"context"
	"strconv"
	"time"

	"github.com/moby/moby/client"

	"drill/graders"
)

// lateness is how long after a process's end its engine may report that memory
// was the reason.
const lateness = 500 * time.Millisecond

// skew is how far the engine's clock may be from ours.
const skew = 24 * time.Hour

// exhausted reports whether a container ran out of memory.
func (s *Sandbox) exhausted(ctx context.Context, id string, since time.Time) bool {
	return s.tells(ctx, "oom", id, since)
}

// interrupted reports whether somebody else had the engine kill a container.
func (s *Sandbox) interrupted(ctx context.Context, id string, since time.Time) bool {
	return s.tells(ctx, "kill", id, since)
}

// tells asks the engine for a past event of a container's, because a container
// that removes itself cannot be inspected.
func (s *Sandbox) tells(ctx context.Context, event, id string, since time.Time) bool {
	ctx, cancel := context.WithTimeout(ctx, lateness)
	defer cancel()
	events := s.engine.Events(ctx, client.EventsListOptions{
		Since:   strconv.FormatInt(since.Add(-skew).Unix(), 10),
		Filters: client.Filters{}.Add("container", id).Add("event", event),
	})
	select {
	case <-events.Messages:
		return true
	case <-events.Err:
		return false
	case <-ctx.Done():
		return false
	}
}

// explain names the reason for which a Go scenario's process was killed while the
// runner that started it lived on.
func (c *box) explain(ctx context.Context, recording *graders.Recording) {
	if c.request.language != graders.Go {
		return
	}
	var suspects []*graders.Run
	for _, run := range recording.Runs {
		if run.Outcome == graders.Exited {
			suspects = append(suspects, run)
		}
	}
	if len(suspects) == 0 || !c.sandbox.exhausted(ctx, c.id, c.made) {
		return
	}
	for _, run := range suspects {
		run.Outcome = graders.OutOfMemory
		run.Problem.Outcome = graders.OutOfMemory
		run.Problem.Message = "it used more memory than it may"
	}
}
