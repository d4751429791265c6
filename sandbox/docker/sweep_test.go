package docker

import (
	"context"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/moby/moby/api/types/container"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// dead is a process that has ended.
func dead(t *testing.T) owner {
	t.Helper()
	cmd := exec.Command("node", "-e", "setInterval(() => {}, 1e6)")
	require.NoError(t, cmd.Start())
	o := owner{host: thisHost(), pid: cmd.Process.Pid, start: started(cmd.Process.Pid)}
	require.True(t, o.alive())
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait()
	return o
}

func TestStale(t *testing.T) {
	s := &Sandbox{owner: thisProcess()}
	now := time.Now()
	reused := thisProcess()
	reused.start--
	elsewhere := thisProcess()
	elsewhere.host = "elsewhere"
	cases := []struct {
		name    string
		kind    string
		owner   string
		age     time.Duration
		expires time.Duration
		stale   bool
	}{
		{"our own job", kindJob, thisProcess().String(), 24 * time.Hour, time.Hour, false},
		{"a dead process's job", kindJob, dead(t).String(), 0, time.Hour, true},
		{"its identifier was used again", kindSpare, reused.String(), 0, time.Hour, true},
		{"another host's, young", kindJob, elsewhere.String(), time.Minute, time.Hour, false},
		{"another host's, old", kindJob, elsewhere.String(), 2 * time.Hour, time.Hour, true},
		{"no owner, young", kindJob, "?", time.Minute, time.Hour, false},
		{"no owner, old", kindJob, "?", 2 * time.Hour, time.Hour, true},
		{"left by a dead process", kindLeft, dead(t).String(), time.Minute, time.Minute, false},
		{"left and expired", kindLeft, thisProcess().String(), time.Hour, -time.Second, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			item := container.Summary{Created: now.Add(-c.age).Unix(), Labels: map[string]string{
				labelKind: c.kind, labelOwner: c.owner, labelExpires: strconv.FormatInt(now.Add(c.expires).Unix(), 10),
			}}
			assert.Equal(t, c.stale, s.stale(item, now))
		})
	}
}

func TestSweepRemovesWhatADeadProcessLeft(t *testing.T) {
	ctx := context.Background()
	killed := open(t, Options{})
	killed.owner = dead(t)
	killed.owner.host = "swept by this test alone" // other packages' tests sweep this host at the same time
	r, err := killed.request(ctx, graders.Node, graders.DefaultLimits())
	require.NoError(t, err)
	running, err := killed.boot(ctx, r, kindJob)
	require.NoError(t, err)
	created, err := killed.create(ctx, r, kindSpare, "")
	require.NoError(t, err)

	l := open(t, Options{})
	l.owner.host = killed.owner.host
	ours, err := l.boot(ctx, r, kindJob)
	require.NoError(t, err)
	removed, err := l.Sweep(ctx)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, removed, 2)
	assert.True(t, gone(ctx, l.engine, running.id))
	assert.True(t, gone(ctx, l.engine, created.id))
	assert.False(t, gone(ctx, l.engine, ours.id))
	ours.discard()
	running.discard()
	created.discard()
}

// TestKilledDrillTakesItsSparesAlong breaks the connection as the end of a
// process does: the harness sees the end of its input.
func TestKilledDrillTakesItsSparesAlong(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	l := open(t, Options{})
	r, err := l.request(ctx, graders.Node, graders.DefaultLimits())
	require.NoError(t, err)
	spare, err := l.boot(ctx, r, kindSpare)
	require.NoError(t, err)
	require.NoError(t, spare.attached.Conn.Close())
	select {
	case e := <-spare.exit:
		require.NoError(t, e.err)
		assert.Zero(t, e.code)
	case <-ctx.Done():
		t.Error("the container still runs")
	}
	spare.discard()
}
