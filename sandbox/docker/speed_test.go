package docker_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker"
)

const answer = "export default () => 42"

func measure(b *testing.B, s *docker.Sandbox) {
	recording, err := s.Run(context.Background(), job(answer))
	require.NoError(b, err)
	require.Equal(b, graders.Ended, recording.Runs["probe"].Outcome)
}

// BenchmarkFresh is a job from nothing: create, attach, start, boot, answer.
func BenchmarkFresh(b *testing.B) {
	s := open(b, docker.Options{})
	measure(b, s)
	for b.Loop() {
		measure(b, s)
	}
}

// BenchmarkSpare is a job for a container that was booted ahead, by this process
// or by an earlier one.
func BenchmarkSpare(b *testing.B) {
	b.Run("own", func(b *testing.B) {
		s := open(b, docker.Options{})
		for b.Loop() {
			b.StopTimer()
			require.NoError(b, s.Warm(context.Background(), graders.Node, graders.DefaultLimits(), 1))
			settle()
			require.NoError(b, s.Warm(context.Background(), graders.Node, graders.DefaultLimits(), 0))
			b.StartTimer()
			measure(b, s)
		}
	})
	b.Run("left", func(b *testing.B) {
		s := open(b, docker.Options{Leftovers: true, Idle: time.Minute})
		for b.Loop() {
			b.StopTimer()
			require.NoError(b, s.Leave(context.Background(), graders.Node, graders.DefaultLimits()))
			settle()
			b.StartTimer()
			measure(b, s)
		}
	})
}

// settle gives a spare the time to boot that it has between two saves.
func settle() { time.Sleep(time.Second) }
