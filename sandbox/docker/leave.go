package docker

import (
	"context"
	"slices"
	"strings"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"

	"drill/graders"
)

// Leave boots a spare for a later process with [Options.Leftovers], unless one is
// there already. It ends by itself when no job comes for [Options.Idle]. It returns
// when the container has started; the harness boots on by itself.
func (s *Sandbox) Leave(ctx context.Context, language graders.Language, limits graders.Limits) error {
	r, err := s.request(ctx, language, limits)
	if err != nil {
		return err
	}
	if there, err := s.left(ctx, r); err != nil || len(there) > 0 {
		return err
	}
	_, err = s.withRuntime(ctx, func(runtime string) (*box, error) { return s.leave(ctx, r, runtime) })
	return err
}

func (s *Sandbox) leave(ctx context.Context, r request, runtime string) (*box, error) {
	c, err := s.create(ctx, r, kindLeft, runtime)
	if err != nil {
		return nil, err
	}
	if err := c.start(ctx); err != nil {
		c.discard()
		return nil, err
	}
	return c, nil
}

// takenPrefix begins the name of a spare that a process has claimed.
const takenPrefix = "drill-taken-"

// claim takes a spare that an earlier process left behind, or returns nil.
func (s *Sandbox) claim(ctx context.Context, r request) *box {
	there, err := s.left(ctx, r)
	if err != nil {
		return nil
	}
	for _, summary := range there {
		if !s.won(ctx, summary.ID) {
			continue
		}
		c := s.newBox(r, kindLeft, summary.ID)
		c.runtime = summary.Labels[labelRuntime]
		if c.attach(ctx, container.WaitConditionNotRunning) == nil {
			return c
		}
		c.discard()
	}
	return nil
}

// won reports whether this process is the one that may use a spare. The engine
// decides: renaming a container to the name it has is an error, so only the first
// of several succeeds. Podman does not see that error; there a file that can be
// made only once decides among the processes of this host, and no other host's
// process looks for this host's spares.
func (s *Sandbox) won(ctx context.Context, id string) bool {
	if !s.options.Claims.take(id) {
		return false
	}
	_, err := s.engine.ContainerRename(ctx, id, client.ContainerRenameOptions{NewName: takenPrefix + id[:12]})
	return err == nil
}

// left lists the spares that run, fit the request and are not taken.
func (s *Sandbox) left(ctx context.Context, r request) ([]container.Summary, error) {
	filters := client.Filters{}.Add("label", labelKind+"="+kindLeft, labelKey+"="+r.key, labelHost+"="+s.owner.host).Add("status", "running")
	answer, err := s.engine.ContainerList(ctx, client.ContainerListOptions{Filters: filters})
	if err != nil {
		return nil, s.engine.Explain("list spares", err)
	}
	return slices.DeleteFunc(answer.Items, func(item container.Summary) bool {
		return item.ImageID != r.image.ID || taken(item)
	}), nil
}

func taken(item container.Summary) bool {
	return slices.ContainsFunc(item.Names, func(name string) bool {
		return strings.HasPrefix(strings.TrimPrefix(name, "/"), takenPrefix)
	})
}
