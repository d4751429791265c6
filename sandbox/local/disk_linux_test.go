package local

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// onDisk returns a sandbox whose temporary folder is on a disk of that size, where the
// test may mount one.
func onDisk(t *testing.T, size string) *Sandbox {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("cannot mount a file system: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, syscall.Unmount(dir, 0)) })
	s := newSandbox(t)
	s.options.Temp = dir
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	return s
}

const long = "\n// and on\n"

func TestADiskThatIsFullIsTheMachinesFault(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	node, golang := nodeJob(`export const answer = (n) => n`), goJob("return n")
	longScenarios, longNode, longGo, crowd := nodeJob(""), nodeJob(""), goJob("return n"), goJob("return n")
	longScenarios.Scenarios.Content = append(longScenarios.Scenarios.Content, strings.Repeat(long, 5000)...)
	longNode.Solution.Content = []byte(`export const answer = (n) => n` + strings.Repeat(long, 5000))
	longGo.Solution.Content = append(longGo.Solution.Content, strings.Repeat(long, 5000)...)
	crowd.Others = []graders.File{crowd.Solution}
	for _, test := range []struct {
		name, disk string
		job        graders.Job
	}{
		{"no room for Node's scenarios", "16k", longScenarios},
		{"no room for Node's solution", "16k", longNode},
		{"no folder for Node's solution", "4m,nr_inodes=3", node},
		{"no room for the folder", "4k,nr_inodes=1", node},
		{"no room for Go's solution", "16k", longGo},
		{"no room for the list of packages", "4k", golang},
		{"no room for what is compiled", "12k", golang},
		{"no room for what is linked", "1m", golang},
		{"no folder for several solutions", "4m,nr_inodes=3", crowd},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := onDisk(t, test.disk)
			_, err := s.Run(t.Context(), test.job)
			assert.EqualError(t, err, "the disk of the temporary folder "+s.options.Temp+
				" is full: free some space or set TMPDIR to another folder")
		})
	}
}

// Whoever had room has no excuse, and whoever only says so neither.
func TestASolutionDoesNotPassForAFullDisk(t *testing.T) {
	s := onDisk(t, "80m")
	recording, err := s.Run(t.Context(), nodeJob(`throw new Error('ENOSPC: no space left on device, write')`))
	require.NoError(t, err)
	require.NotNil(t, recording.Load)

	job := nodeJob(`import fs from 'node:fs';
		export const answer = () => { fs.writeFileSync('full', Buffer.alloc(4 << 20)); throw new Error('ENOSPC') }`)
	job.Limits.Disk = 1 << 20
	recording, err = s.Run(t.Context(), job)
	require.NoError(t, err)
	assert.NotEqual(t, graders.Ended, recording.Runs["only"].Outcome)
}

// What ended well needed no more room than there was.
func TestOnASmallDiskWhatEndsWellIsGraded(t *testing.T) {
	s := onDisk(t, "16k")
	got := run(t, s, nodeJob(`export const answer = (n) => n`))
	assert.Equal(t, graders.Ended, got.Outcome)
}

// A process that was booted ahead has no more room than another.
func TestASpareOnADiskThatIsFull(t *testing.T) {
	s := onDisk(t, "256k")
	require.NoError(t, s.Warm(t.Context(), graders.Node, false))
	for _, size := range []int{64 << 10, 4 << 10, 1} { // until nothing fits
		for f, err := os.OpenFile(filepath.Join(s.options.Temp, "filler"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil; {
			if _, err = f.Write(make([]byte, size)); err != nil {
				f.Close()
			}
		}
	}
	_, err := s.Run(t.Context(), nodeJob(`export const answer = (n) => n`))
	assert.ErrorContains(t, err, "the disk of the temporary folder "+s.options.Temp+" is full")
}

func TestACacheOnADiskThatIsFull(t *testing.T) {
	s := onDisk(t, "8k")
	s.options.Cache = s.options.Temp
	_, err := s.Run(t.Context(), nodeJob(""))
	assert.ErrorContains(t, err, "the cache folder "+s.options.Temp+" cannot be written to")
	assert.ErrorContains(t, err, "no space left on device; free some space there")
}
