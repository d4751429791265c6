package progress

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func newStore(t *testing.T) (*Store, *[]string) {
	t.Helper()
	var notices []string
	s := &Store{
		Config: filepath.Join(t.TempDir(), "config"), Cache: filepath.Join(t.TempDir(), "cache"),
		Now:    func() time.Time { return time.Date(2025, 3, 4, 5, 6, 7, 0, time.UTC) },
		Notice: func(text string) { notices = append(notices, text) },
	}
	return s, &notices
}

func TestKeptReportsComeBack(t *testing.T) {
	s, notices := newStore(t)
	last, err := s.LastReport("copy", graders.Node)
	require.NoError(t, err)
	assert.Nil(t, last)

	require.NoError(t, s.Keep(report(1, graders.Fail)))
	require.NoError(t, s.Keep(report(2, graders.Pass)))
	p, err := s.Load()
	require.NoError(t, err)
	assert.Equal(t, 2, p.Find("copy", graders.Node).Attempts)
	last, err = s.LastReport("copy", graders.Node)
	require.NoError(t, err)
	assert.Equal(t, 2, last.Started.Hour())
	assert.Empty(t, *notices)
}

func TestLoadingWritesNothing(t *testing.T) {
	s, _ := newStore(t)
	p, err := s.Load()
	require.NoError(t, err)
	assert.Empty(t, p.Records)
	assert.NoDirExists(t, s.Config)
}

func TestSeveralDrillsLoseNoAttempt(t *testing.T) {
	s, _ := newStore(t)
	const drills, attempts = 8, 5
	var all sync.WaitGroup
	for range drills {
		one := *s // a lock of its own
		all.Go(func() {
			for range attempts {
				assert.NoError(t, one.Keep(report(1, graders.Fail)))
			}
		})
	}
	all.Wait()
	p, err := s.Load()
	require.NoError(t, err)
	assert.Equal(t, drills*attempts, p.Find("copy", graders.Node).Attempts)
}

func TestACorruptFileIsKeptAsideAndProgressRebuilt(t *testing.T) {
	tests := map[string]string{
		"cut off":         `{"version": 1, "records": {"copy/no`,
		"empty":           "",
		"another shape":   `[]`,
		"no version":      `{"records": {}}`,
		"no records":      `{"version": 1, "records": null}`,
		"an empty record": `{"version": 1, "records": {"copy/node": null}}`,
		"a wrong key":     `{"version": 1, "records": {"other/node": {"exercise": "copy", "language": "node"}}}`,
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			s, notices := newStore(t)
			require.NoError(t, s.Keep(report(1, graders.Pass)))
			require.NoError(t, os.WriteFile(s.path(), []byte(content), 0o644))
			require.NoError(t, os.WriteFile(filepath.Join(s.Cache, "reports", "bad.node.json"), []byte("{"), 0o644))

			p, err := s.Load()
			require.NoError(t, err)
			assert.True(t, p.Solved("copy", graders.Node), "from the last report")
			aside := s.path() + ".corrupt-20250304T050607.000"
			kept, err := os.ReadFile(aside)
			require.NoError(t, err)
			assert.Equal(t, content, string(kept))
			require.Len(t, *notices, 1)
			assert.Contains(t, (*notices)[0], aside)

			_, err = s.Load()
			require.NoError(t, err)
			assert.Len(t, *notices, 1, "said once")
		})
	}
}

func TestAnUpdateRebuildsToo(t *testing.T) {
	s, notices := newStore(t)
	require.NoError(t, os.MkdirAll(s.Config, 0o755))
	require.NoError(t, os.WriteFile(s.path(), []byte("garbage"), 0o644))
	require.NoError(t, s.Update(func(p *Progress) { p.Hinted("copy", graders.Go, "cancellation") }))
	p, err := s.Load()
	require.NoError(t, err)
	assert.Equal(t, 1, p.Find("copy", graders.Go).Hints["cancellation"])
	assert.Contains(t, (*notices)[0], "progress starts again from nothing")
}

func TestAFileOfANewerDrillIsLeftAlone(t *testing.T) {
	s, _ := newStore(t)
	require.NoError(t, os.MkdirAll(s.Config, 0o755))
	const newer = `{"version": 2, "records": {}}`
	require.NoError(t, os.WriteFile(s.path(), []byte(newer), 0o644))
	_, err := s.Load()
	require.ErrorContains(t, err, "written by a newer drill")
	require.ErrorContains(t, s.Update(func(*Progress) {}), "newer drill")
	content, err := os.ReadFile(s.path())
	require.NoError(t, err)
	assert.Equal(t, newer, string(content))
}

func TestWhereNothingCanBeWrittenTheErrorSaysSo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	s := &Store{Config: filepath.Join(file, "config"), Cache: filepath.Join(file, "cache")}
	_, err := s.Load()
	require.NoError(t, err, "no progress yet")
	assert.ErrorContains(t, s.Keep(report(1, graders.Pass)), "progress is not kept")
}
