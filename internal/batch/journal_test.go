package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

func settings() Settings { return Settings{Drill: "v1", Seed: 9, Reveal: graders.RevealSeen} }

func open(t *testing.T, dir string, want Settings, resume bool) *Journal {
	t.Helper()
	j, err := OpenJournal(dir, want, resume)
	require.NoError(t, err)
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// grade grades the items in a folder as drill does, and closes the journal.
func gradeInto(t *testing.T, dir string, items []Item, f *fake, o Options) ([]Outcome, error) {
	t.Helper()
	j, err := OpenJournal(dir, settings(), true)
	require.NoError(t, err)
	defer func() { require.NoError(t, j.Close()) }()
	o.Journal, o.Seed, o.Reveal = j, j.Settings.Seed, j.Settings.Reveal
	return Run(context.Background(), f, items, o)
}

func TestAKilledBatchGoesOnWhereItWas(t *testing.T) {
	dir, items := t.TempDir(), class(t, many(30)...)
	died := errors.New("killed")
	kept := 0
	_, err := gradeInto(t, dir, items, &fake{}, Options{Jobs: 2, Keep: func(Outcome) error {
		if kept++; kept > 12 {
			return died
		}
		return nil
	}})
	require.ErrorIs(t, err, died)

	f := &fake{}
	var l ledger
	outcomes, err := gradeInto(t, dir, items, f, l.options(Options{Jobs: 2}))
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"passed": 30}, tally(outcomes))
	assert.Len(t, l.kept, 18, "what was kept is not graded again")
	assert.Len(t, l.each, 30)
	assert.Equal(t, 18, f.calls)
	assert.Len(t, lines(t, dir), 1+30, "one line each")
	for i, o := range outcomes {
		assert.Equal(t, items[i].ID, o.ID)
		assert.Equal(t, DeriveSeed(9, o.ID), o.Report.Seed)
	}
}

func TestWhatIsGradedAgainOnResume(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(t *testing.T, dir string, items []Item)
		whole  func(Outcome) bool
		again  int
	}{
		{name: "nothing changed", again: 0},
		{name: "a last line was torn", again: 1, change: func(t *testing.T, dir string, _ []Item) { tear(t, dir, 10) }},
		{name: "only the last line's end is missing", again: 1, change: func(t *testing.T, dir string, _ []Item) { tear(t, dir, 1) }},
		{name: "a line is damaged", again: 1, change: func(t *testing.T, dir string, _ []Item) {
			all := lines(t, dir)
			all[2] = strings.Repeat("\x00", len(all[2]))
			write(t, dir, strings.Join(all, "\n")+"\n")
		}},
		{name: "a solution changed", again: 1, change: func(t *testing.T, _ string, items []Item) {
			require.NoError(t, os.WriteFile(items[1].Path, []byte("emit b\n"), 0o644))
		}},
		{name: "a report is gone", again: 1, whole: func(o Outcome) bool { return o.ID != "s002" }},
		{name: "the journal has only its first line", again: 4, change: func(t *testing.T, dir string, _ []Item) {
			write(t, dir, lines(t, dir)[0]+"\n")
		}},
		{name: "not even the first line was written", again: 4, change: func(t *testing.T, dir string, _ []Item) { write(t, dir, `{"version":1,"dri`) }},
		{name: "the journal is empty", again: 4, change: func(t *testing.T, dir string, _ []Item) { write(t, dir, "") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir, items := t.TempDir(), class(t, many(4)...)
			_, err := gradeInto(t, dir, items, &fake{}, Options{Jobs: 1})
			require.NoError(t, err)
			if test.change != nil {
				test.change(t, dir, items)
			}
			f := &fake{}
			outcomes, err := gradeInto(t, dir, items, f, Options{Jobs: 1, Whole: test.whole})
			require.NoError(t, err)
			assert.Zero(t, tally(outcomes)["none"])
			graded := 0
			for _, n := range f.ran {
				graded += n
			}
			assert.Equal(t, test.again, graded)

			again := &fake{}
			_, err = gradeInto(t, dir, items, again, Options{Jobs: 1})
			require.NoError(t, err)
			assert.Zero(t, again.calls, "the mended journal is whole")
		})
	}
}

func TestFaultsAreGradedAgainAndRefusalsAreNot(t *testing.T) {
	dir, items := t.TempDir(), class(t, "emit a\n", "", "emit a\n// poison\n")
	broken := &fake{before: func(_ context.Context, _ int, solution string) error {
		if strings.Contains(solution, "poison") {
			panic("drill has a defect")
		}
		return nil
	}}
	outcomes, err := gradeInto(t, dir, items, broken, Options{})
	require.NoError(t, err)
	require.Equal(t, map[string]int{"passed": 1, "refused": 1, "fault": 1}, tally(outcomes))
	var l ledger
	outcomes, err = gradeInto(t, dir, items, &fake{}, l.options(Options{}))
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"passed": 2, "refused": 1}, tally(outcomes))
	assert.Equal(t, map[string]int{"s002": 1}, l.kept)
}

func TestJournalsAreNotMixed(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, open(t, dir, settings(), false).Close())
	for _, test := range []struct {
		name   string
		change func(s *Settings)
		resume bool
		want   string
	}{
		{"without --resume", func(*Settings) {}, false, "holds results already: go on with --resume"},
		{"another seed", func(s *Settings) { s.Seed = 10 }, true, "made with --seed 9"},
		{"another degree", func(s *Settings) { s.Reveal = graders.RevealNone }, true, "made with --reveal seen"},
		{"another drill", func(s *Settings) { s.Drill = "v2" }, true, "made by drill v1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			want := settings()
			test.change(&want)
			_, err := OpenJournal(dir, want, test.resume)
			var refusal *Refusal
			require.ErrorAs(t, err, &refusal)
			assert.Contains(t, err.Error(), test.want)
		})
	}
	any := settings()
	any.Seed, any.NewSeed = 0, 77
	assert.Equal(t, uint64(9), open(t, dir, any, true).Settings.Seed, "the seed it was begun with")
	assert.Equal(t, uint64(77), open(t, t.TempDir(), any, false).Settings.Seed)
}

func TestTwoDrillsDoNotShareAFolder(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, settings(), false)
	_, err := OpenJournal(dir, settings(), true)
	var refusal *Refusal
	require.ErrorAs(t, err, &refusal)
	assert.Contains(t, err.Error(), "another drill grades into "+dir)
	require.NoError(t, first.Close())
	open(t, dir, settings(), true)
}

func TestAFileThatIsNoJournalIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "my own notes\n")
	_, err := OpenJournal(dir, settings(), true)
	require.ErrorContains(t, err, "is no journal that this drill can read")
	assert.Equal(t, []string{"my own notes"}, lines(t, dir))
}

func write(t *testing.T, dir, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, JournalName), []byte(text), 0o644))
}

// tear takes the last bytes of the journal away, as a kill in a write does.
func tear(t *testing.T, dir string, n int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, JournalName))
	require.NoError(t, err)
	write(t, dir, string(text[:len(text)-n]))
}

func lines(t *testing.T, dir string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, JournalName))
	require.NoError(t, err)
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}
