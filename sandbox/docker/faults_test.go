package docker

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/image"
)

func TestEngineThatFailsOnceIsTriedAgain(t *testing.T) {
	for _, request := range []string{"POST create", "POST attach", "POST start", "POST wait"} {
		t.Run(request, func(t *testing.T) {
			p, e := behind(t, "", func(seen string, count int) bool { return seen == request && count == 1 })
			l := open(t, Options{Connection: e})
			l.recording(t, job(trivial))
			if request != "POST wait" {
				assert.Equal(t, 2, p.count("POST create"))
			}
			noneLeft(t, l)
		})
	}
}

func TestEngineThatKeepsFailingIsAFault(t *testing.T) {
	for _, request := range []string{"POST create", "POST attach", "POST start"} {
		t.Run(request, func(t *testing.T) {
			p, e := behind(t, "", func(seen string, _ int) bool { return seen == request })
			l := open(t, Options{Connection: e})
			_, err := l.Run(context.Background(), job(trivial))
			var fault *Fault
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), "stopped answering")
			assert.Equal(t, 2, p.count("POST create"), "one more attempt, not more")
			noneLeft(t, l)
		})
	}
}

// TestEngineThatStopsMidJobIsAFault also sees that the job does not run twice.
func TestEngineThatStopsMidJobIsAFault(t *testing.T) {
	p, e := behind(t, "under way", nil)
	info, err := e.Describe(context.Background())
	require.NoError(t, err)
	l := open(t, Options{Connection: e, Runtime: info.DefaultRuntime}) // a runtime that drill chose may take a second container
	j := job(`process.stdout.write('under way\n'); await new Promise(() => setInterval(() => {}, 1e6))`)
	j.Run[0].Wall = time.Minute
	_, err = l.Run(context.Background(), j)
	var fault *Fault
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, 1, p.count("POST create"))
	assert.Len(t, l.containers(), 1, "what was under way is not begun again")
	noneLeft(t, l)
}

func TestCancelledJobEndsAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l := open(t, Options{})
	started := l.options.Started
	l.options.Started = func(id string) {
		started(id)
		cancel()
	}
	j := job(`await new Promise(() => setInterval(() => {}, 1e6))`)
	j.Run[0].Wall = time.Hour
	_, err := l.Run(ctx, j)
	require.ErrorIs(t, err, context.Canceled)
	_, err = l.Run(ctx, j)
	require.ErrorIs(t, err, context.Canceled)
	assert.Len(t, l.containers(), 1)
}

func TestContainerKilledFromOutsideIsAFault(t *testing.T) {
	l := open(t, Options{})
	direct := connect(t)
	if direct.IsPodman(context.Background()) {
		t.Skip("Podman does not tell this from the end of memory")
	}
	started := l.options.Started
	l.options.Started = func(id string) {
		started(id)
		go func() {
			attached, err := direct.ContainerAttach(context.Background(), id, client.ContainerAttachOptions{Stream: true, Stdout: true})
			if err != nil {
				return
			}
			defer attached.Close()
			_, _ = attached.Reader.ReadByte()
			_, _ = direct.ContainerKill(context.Background(), id, client.ContainerKillOptions{Signal: "KILL"})
		}()
	}
	j := job(`process.stdout.write('under way\n'); setInterval(() => process.stdout.write('.\n'), 50); await new Promise(() => {})`)
	j.Run[0].Wall = time.Minute
	_, err := l.Run(context.Background(), j)
	var fault *Fault
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, err.Error(), "killed from outside")
}

func TestImageThatVanishedIsMadeAgain(t *testing.T) {
	recipe := probe()
	recipe.HarnessVersion = "probe that vanishes"
	l := open(t, Options{Recipes: []image.Recipe{recipe}})
	l.recording(t, job(trivial))
	found, err := l.Images().Find(context.Background(), graders.Node)
	require.NoError(t, err)
	l.work.Wait()
	require.NoError(t, l.Images().Remove(context.Background(), found.Ref))
	l.recording(t, job(trivial))
	l.work.Wait()
	require.NoError(t, l.Images().Remove(context.Background(), found.Ref))
}

func TestImageThatCannotBeMadeIsAFault(t *testing.T) {
	recipe := probe()
	recipe.HarnessVersion = "probe that cannot be"
	l := open(t, Options{Recipes: []image.Recipe{recipe}, Image: image.Options{Source: image.Pull, Base: "127.0.0.1:1/none:1"}})
	_, err := l.Run(context.Background(), job(trivial))
	var fault *Fault
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, err.Error(), "127.0.0.1:1/none:1 cannot be downloaded")
	assert.False(t, errors.Is(err, image.ErrMissing))
}

// noneLeft sees that this process owns no container any more.
func noneLeft(t *testing.T, l *lab) {
	t.Helper()
	l.work.Wait()
	filters := client.Filters{}.Add("label", labelOwner+"="+l.owner.String())
	answer, err := connect(t).ContainerList(context.Background(), client.ContainerListOptions{All: true, Filters: filters})
	require.NoError(t, err)
	assert.Empty(t, answer.Items)
}
