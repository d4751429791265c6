package docker

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"drill/graders"
)

// BenchmarkFresh is a job from nothing: create, attach, start, boot, answer.
// BenchmarkSpare is one for a container booted ahead, by this process or by an
// earlier one.

func BenchmarkFresh(b *testing.B) {
	for language, j := range languages("6 * 7") {
		b.Run(string(language), func(b *testing.B) {
			l := open(b, Options{Recipes: real(b)})
			answered(b, l, j)
			for b.Loop() {
				answered(b, l, j)
				b.StopTimer()
				l.work.Wait()
				b.StartTimer()
			}
		})
	}
}

func BenchmarkSpareOfThisProcess(b *testing.B) {
	for language, j := range languages("6 * 7") {
		b.Run(string(language), func(b *testing.B) {
			l := open(b, Options{Recipes: real(b)})
			for b.Loop() {
				b.StopTimer()
				require.NoError(b, l.Warm(context.Background(), language, j.Limits, 1))
				settle()
				require.NoError(b, l.Warm(context.Background(), language, j.Limits, 0))
				b.StartTimer()
				answered(b, l, j)
			}
		})
	}
}

func BenchmarkSpareLeftBehind(b *testing.B) {
	for language, j := range languages("6 * 7") {
		b.Run(string(language), func(b *testing.B) {
			l := open(b, Options{Recipes: real(b), Leftovers: true, Idle: time.Minute})
			for b.Loop() {
				b.StopTimer()
				require.NoError(b, l.Leave(context.Background(), language, j.Limits))
				settle()
				b.StartTimer()
				answered(b, l, j)
			}
		})
	}
}

func answered(b *testing.B, l *lab, j graders.Job) {
	recording, err := l.Run(context.Background(), j)
	require.NoError(b, err)
	require.Equal(b, graders.Ended, recording.Runs["probe"].Outcome)
}

// settle gives a spare the time to boot that it has between two saves.
func settle() { time.Sleep(time.Second) }
