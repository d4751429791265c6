package workspace

import (
	"context"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func TestABurstOfChangesIsOneSave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		changes := make(chan struct{})
		saves := debounce(changes)
		for range 5 {
			changes <- struct{}{}
			time.Sleep(settle / 2) // of the bubble's clock
		}
		assert.Empty(t, saves, "the burst is not over")
		time.Sleep(settle)
		synctest.Wait()
		assert.Len(t, saves, 1)
		<-saves

		changes <- struct{}{}
		time.Sleep(settle)
		synctest.Wait()
		assert.Len(t, saves, 1, "the next burst is a save of its own")
		close(changes)
		<-saves
		_, open := <-saves
		assert.False(t, open)
	})
}

func TestSavesOfEveryKindAreSeen(t *testing.T) {
	w := create(t, t.TempDir(), "copy", graders.Node)
	saves, err := w.Watch(t.Context())
	require.NoError(t, err)
	tests := []struct {
		name string
		save func() error
	}{
		{"written in place", func() error { return os.WriteFile(w.Path(), []byte("one"), 0o644) }},
		{"renamed over", func() error {
			if err := os.WriteFile(w.Path()+".tmp", []byte("two"), 0o644); err != nil {
				return err
			}
			return os.Rename(w.Path()+".tmp", w.Path())
		}},
		{"removed and written", func() error {
			if err := os.Remove(w.Path()); err != nil {
				return err
			}
			return os.WriteFile(w.Path(), []byte("three"), 0o644)
		}},
	}
	for _, test := range tests {
		require.NoError(t, test.save(), test.name)
		require.True(t, arrives(t, saves), test.name)
	}
}

func TestWatchingEndsWithTheContextOrTheFolder(t *testing.T) {
	w := create(t, t.TempDir(), "copy", graders.Node)
	ctx, cancel := context.WithCancel(t.Context())
	saves, err := w.Watch(ctx)
	require.NoError(t, err)
	cancel()
	assert.False(t, arrives(t, saves))

	saves, err = w.Watch(t.Context())
	require.NoError(t, err)
	require.NoError(t, os.RemoveAll(w.Dir))
	for arrives(t, saves) { // the solution's removal may be seen first
	}
}

// arrives reports whether a save came, false when watching has ended.
func arrives(t *testing.T, saves <-chan struct{}) bool {
	t.Helper()
	select {
	case _, open := <-saves:
		return open
	case <-time.After(30 * time.Second):
		require.Fail(t, "nothing was reported")
		return false
	}
}
