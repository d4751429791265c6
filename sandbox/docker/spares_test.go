package docker

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

const trivial = `emit('fact', { value: 42 })`

func (l *lab) recording(t *testing.T, j graders.Job) *graders.Recording {
	t.Helper()
	recording, err := l.Run(context.Background(), j)
	require.NoError(t, err)
	require.Equal(t, graders.Ended, recording.Runs["probe"].Outcome)
	return recording
}

func TestWarmSpareIsUsedOnceAndReplaced(t *testing.T) {
	l := open(t, Options{})
	require.NoError(t, l.Warm(context.Background(), graders.Node, graders.DefaultLimits(), 1))
	for range 3 {
		assert.True(t, l.recording(t, job(trivial)).Environment.Spare)
	}
	used := l.containers()
	assert.Len(t, used, 3)
	assert.NotEqual(t, used[0], used[1])
	assert.NotEqual(t, used[1], used[2])
}

func TestSpareWithOtherLimitsIsNotUsed(t *testing.T) {
	l := open(t, Options{})
	require.NoError(t, l.Warm(context.Background(), graders.Node, graders.DefaultLimits(), 1))
	small := job(trivial)
	small.Limits.Memory = 256 << 20
	assert.False(t, l.recording(t, small).Environment.Spare)
	outside := job(trivial)
	outside.Limits.Wall = time.Minute
	assert.True(t, l.recording(t, outside).Environment.Spare, "drill itself enforces this limit")
}

func TestSpareThatDiedIsReplacedSilently(t *testing.T) {
	l := open(t, Options{})
	require.NoError(t, l.Warm(context.Background(), graders.Node, graders.DefaultLimits(), 1))
	r, err := l.request(context.Background(), graders.Node, graders.DefaultLimits())
	require.NoError(t, err)
	l.mu.Lock()
	slot := l.pools[r.key].slots[0]
	l.pools[r.key].size = 0
	l.mu.Unlock()
	<-slot.done
	_, err = l.engine.ContainerKill(context.Background(), slot.box.id, client.ContainerKillOptions{Signal: "KILL"})
	require.NoError(t, err)
	<-slot.box.ended
	assert.False(t, l.recording(t, job(trivial)).Environment.Spare)
}

// TestSpareThatDiesAfterItsClaim kills it when the sandbox has already chosen it.
func TestSpareThatDiesAfterItsClaim(t *testing.T) {
	l := open(t, Options{})
	require.NoError(t, l.Warm(context.Background(), graders.Node, graders.DefaultLimits(), 1))
	started := l.options.Started
	l.options.Started = func(id string) {
		started(id)
		if len(l.containers()) == 1 {
			_, err := l.engine.ContainerKill(context.Background(), id, client.ContainerKillOptions{Signal: "KILL"})
			assert.NoError(t, err)
		}
	}
	recording := l.recording(t, job(trivial))
	assert.False(t, recording.Environment.Spare)
	assert.Len(t, l.containers(), 2)
}

func TestLeftSpareIsFoundByALaterProcess(t *testing.T) {
	first := open(t, Options{})
	require.NoError(t, first.Leave(context.Background(), graders.Node, graders.DefaultLimits()))
	require.NoError(t, first.Leave(context.Background(), graders.Node, graders.DefaultLimits()), "one is enough")
	r, err := first.request(context.Background(), graders.Node, graders.DefaultLimits())
	require.NoError(t, err)
	there, err := first.left(context.Background(), r)
	require.NoError(t, err)
	require.Len(t, there, 1)
	require.NoError(t, first.Close(context.Background()))

	indifferent := open(t, Options{})
	assert.False(t, indifferent.recording(t, job(trivial)).Environment.Spare)
	later := open(t, Options{Leftovers: true})
	recording := later.recording(t, job(trivial))
	assert.True(t, recording.Environment.Spare)
	assert.Equal(t, there[0].ID, recording.Environment.Container)
	assert.False(t, later.recording(t, job(trivial)).Environment.Spare, "it was used once")
}

func TestOfManyClaimsOneWins(t *testing.T) {
	shared := Claims(t.TempDir())
	cases := []struct {
		name   string
		folder func() Claims
	}{
		{"decided by the engine", func() Claims { return Claims(t.TempDir()) }},
		{"decided by the folder", func() Claims { return shared }},
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := open(t, Options{})
			if i == 0 && l.engine.IsPodman(context.Background()) {
				t.Skip("Podman does not refuse to rename a container to the name it has")
			}
			require.NoError(t, l.Leave(context.Background(), graders.Node, graders.DefaultLimits()))
			assert.Len(t, claims(t, c.folder), 1)
		})
	}
}

// claims has several processes claim a spare at once and returns what they got.
func claims(t *testing.T, folder func() Claims) []string {
	t.Helper()
	const claimants = 8
	won := make(chan string, claimants)
	var all sync.WaitGroup
	for range claimants {
		l := open(t, Options{Claims: folder()})
		r, err := l.request(context.Background(), graders.Node, graders.DefaultLimits())
		require.NoError(t, err)
		all.Go(func() {
			if c := l.claim(context.Background(), r); c != nil {
				won <- c.id
				c.discard()
			}
		})
	}
	all.Wait()
	close(won)
	return slices.Collect(func(yield func(string) bool) {
		for id := range won {
			yield(id)
		}
	})
}

func TestLeftSpareEndsByItself(t *testing.T) {
	l := open(t, Options{Idle: time.Second})
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	require.NoError(t, l.Leave(ctx, graders.Node, graders.DefaultLimits()))
	r, err := l.request(ctx, graders.Node, graders.DefaultLimits())
	require.NoError(t, err)
	there, err := l.left(ctx, r)
	require.NoError(t, err)
	require.Len(t, there, 1)
	waiting := l.engine.ContainerWait(ctx, there[0].ID, client.ContainerWaitOptions{Condition: container.WaitConditionRemoved})
	select {
	case answer := <-waiting.Result:
		assert.Zero(t, answer.StatusCode)
	case err := <-waiting.Error:
		require.NoError(t, err)
	}
	assert.True(t, gone(context.Background(), l.engine, there[0].ID))
}
