package main

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatStandsInAPipeIsReadAfterTheDeadline holds the writing end open, as
// something that a process left behind does.
func TestWhatStandsInAPipeIsReadAfterTheDeadline(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	defer r.Close()
	defer w.Close()
	text := strings.Repeat("event\n", 1000)
	_, err = w.WriteString(text)
	require.NoError(t, err)
	require.NoError(t, r.SetReadDeadline(time.Now().Add(-time.Second)))
	got, err := io.ReadAll(leftoverOf(r))
	require.NoError(t, err)
	assert.Equal(t, text, string(got))
}

func TestAfterTheDeadlineReadingHasAnEnd(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	defer r.Close()
	go func() {
		for {
			if _, err := w.WriteString(strings.Repeat("x", 4096)); err != nil {
				return
			}
		}
	}()
	defer w.Close()
	require.NoError(t, r.SetReadDeadline(time.Now().Add(-time.Second)))
	got, err := io.ReadAll(leftoverOf(r))
	require.NoError(t, err)
	assert.LessOrEqual(t, len(got), pipeSize)
}
