package local

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/graders"
)

// BenchmarkRun compares a grading with a start of node that does nothing.
func BenchmarkRun(b *testing.B) {
	s, err := New(Options{Cache: filepath.Join(b.TempDir(), "cache"), Temp: b.TempDir()})
	require.NoError(b, err)
	defer s.Close()
	job := nodeJob(`export const answer = (n) => n + 1`)
	run := func(b *testing.B) {
		recording, err := s.Run(b.Context(), job)
		require.NoError(b, err)
		require.Equal(b, graders.Ended, recording.Runs["only"].Outcome)
	}
	run(b)
	b.Run("node", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, exec.Command("node", "-e", "0").Run())
		}
	})
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			run(b)
		}
	})
	b.Run("spare", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			require.NoError(b, s.Warm(b.Context(), graders.Node, false))
			time.Sleep(500 * time.Millisecond) // until it has booted
			b.StartTimer()
			run(b)
		}
	})
}
