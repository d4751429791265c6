package report_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/report"
)

// TestOthersReadWhatWeWrite has each format read by a reader that drill did not
// write: the JUnit schemas of Ant and Jenkins under libxml2, tap-parser, parse5 for
// the page, marked for the step summary, csv-parse, and GitHub's own toolkit, which
// must print the same annotations byte for byte.
func TestOthersReadWhatWeWrite(t *testing.T) {
	folder := validators(t)
	cases := othersCases(t)
	for i, found := range validate(t, folder, cases) {
		c := cases[i]
		t.Run(c.name, func(t *testing.T) { c.compare(t, found) })
	}
}

// othersCase is one batch in the formats that others read.
type othersCase struct {
	name    string
	entries []report.Entry

	JUnit     string           `json:"junit"`
	TAP       string           `json:"tap"`
	HTML      string           `json:"html"`
	Summary   string           `json:"summary"`
	Gradebook string           `json:"gradebook"`
	Commands  []toolkitCommand `json:"commands"`
	printed   string           // the annotations as drill prints them
}

type toolkitCommand struct {
	Level      string            `json:"level"`
	Properties map[string]string `json:"properties"`
	Data       string            `json:"data"`
}

// othersFound is what validate.mjs says about a case.
type othersFound struct {
	JUnit struct {
		Ant, Jenkins          []string
		Total, Passed, Errors int
	}
	TAP struct {
		Levels  []struct{ Total, Passed int }
		Strays  []string
		OK      bool
		Bailout bool
	}
	HTML struct {
		Errors, Tags  []string
		Total, Passed int
	}
	Summary struct {
		Passed, Rows int
		Widths       []int
		Tags         []string
	}
	Gradebook [][]string
	Commands  string
}

func othersCases(t *testing.T) []*othersCase {
	all := []*othersCase{{name: "hostile", entries: []report.Entry{hostileEntry(hostileReport())}},
		{name: "hostile batch", entries: []report.Entry{hostileEntry(hostileReport()), hostileEntry(hostileReport())}}}
	for name, entries := range samples() {
		all = append(all, &othersCase{name: name, entries: entries})
	}
	for seed := range uint64(40) {
		r := newRandom(seed)
		all = append(all, &othersCase{name: fmt.Sprint("random ", seed), entries: []report.Entry{graded("a"+r.text(), r.report())}})
	}
	for _, c := range all {
		var github string
		c.JUnit, _ = written(t, "junit", c.entries, report.Options{})
		c.TAP, _ = written(t, "tap", c.entries, report.Options{})
		c.HTML, _ = written(t, "html", c.entries, report.Options{})
		c.Gradebook, _ = written(t, "gradebook", c.entries, report.Options{})
		github, c.Summary = written(t, "github", c.entries, report.Options{})
		c.printed, _, _ = strings.Cut(github, "::stop-commands::a5")
		for _, command := range obeyed(c.printed) {
			c.Commands = append(c.Commands, toolkitCommand{command.name, command.properties, command.data})
		}
	}
	return all
}

func (c *othersCase) compare(t *testing.T, found othersFound) {
	concepts, passed, aside, faults := 0, 0, 0, 0
	for _, e := range c.entries {
		switch {
		case e.Report != nil:
			concepts += len(e.Report.Verdicts)
			passed += len(e.Report.Verdicts) - len(e.Report.Failed())
		case e.Fault != "":
			aside, faults = aside+1, faults+1
		default:
			aside++
		}
	}
	c.compareJUnit(t, found, tally{passed, concepts + aside}, faults)
	level := 0
	if len(c.entries) > 1 {
		level = 1
	}
	assert.Equal(t, passed, found.TAP.Levels[level].Passed)
	assert.Empty(t, found.TAP.Strays)
	assert.Equal(t, faults > 0, found.TAP.Bailout)
	assert.Equal(t, passed == concepts && aside == 0, found.TAP.OK)
	assert.Equal(t, tally{passed, concepts}, tally{found.HTML.Passed, found.HTML.Total})
	assert.Empty(t, found.HTML.Errors)
	assert.Equal(t, passed, found.Summary.Passed)
	for _, tag := range found.HTML.Tags {
		assert.Contains(t, htmlElements, " "+tag+" ")
	}
	assert.Subset(t, strings.Fields("html head body h3 h4 p br table thead tbody tr th td"), found.Summary.Tags)
	assert.Len(t, found.Gradebook, len(c.entries)+1)
	assert.Equal(t, found.Commands, c.printed)
}

// compareJUnit accepts two differences from Ant's schema, which knows no skipped
// element and wants a time stamp also of what never started.
func (c *othersCase) compareJUnit(t *testing.T, found othersFound, want tally, faults int) {
	assert.Empty(t, found.JUnit.Jenkins)
	for _, complaint := range found.JUnit.Ant {
		for line := range strings.SplitSeq(strings.TrimSpace(complaint), "\n") {
			assert.Regexp(t, `'skipped'|attribute 'timestamp' is required`, line)
		}
	}
	if !strings.Contains(c.JUnit, "skipped") && c.entries[0].Report != nil && len(c.entries) == 1 {
		assert.Empty(t, found.JUnit.Ant)
	}
	assert.Equal(t, want, tally{found.JUnit.Passed, found.JUnit.Total})
	assert.Equal(t, faults, found.JUnit.Errors)
}

func validate(t *testing.T, folder string, cases []*othersCase) []othersFound {
	t.Helper()
	input, err := json.Marshal(cases)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, "node", "validate.mjs")
	var errs bytes.Buffer
	command.Dir, command.Stdin, command.Stderr = folder, bytes.NewReader(input), &errs
	output, err := command.Output()
	require.NoError(t, err, errs.String())
	var found []othersFound
	require.NoError(t, json.Unmarshal(output, &found))
	require.Len(t, found, len(cases))
	return found
}

// validators returns a folder with the readers installed. It outlives the test and
// is named by what is in it, so they are fetched once.
func validators(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			without(t, err, nil)
		}
	}
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	source := os.DirFS(filepath.Join("testdata", "validators"))
	sum := sha256.New()
	for _, name := range []string{".npmrc", "package.json", "package-lock.json", "validate.mjs"} {
		content, err := os.ReadFile(filepath.Join("testdata", "validators", name))
		require.NoError(t, err)
		sum.Write(content)
	}
	parent := filepath.Join(cache, "drill-test")
	folder := filepath.Join(parent, fmt.Sprintf("report-validators-%x", sum.Sum(nil)[:8]))
	if _, err := os.Stat(folder); err == nil {
		return folder
	}
	require.NoError(t, os.MkdirAll(parent, 0o755))
	fresh, err := os.MkdirTemp(parent, "report-validators-")
	require.NoError(t, err)
	defer os.RemoveAll(fresh)
	require.NoError(t, os.CopyFS(fresh, source))
	install(t, fresh)
	if err := os.Rename(fresh, folder); err != nil {
		_, err = os.Stat(folder) // another test run was first
		require.NoError(t, err)
	}
	return folder
}

// install fetches the readers.
func install(t *testing.T, folder string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, "npm", "ci", "--prefer-offline")
	command.Dir = folder
	if output, err := command.CombinedOutput(); err != nil {
		without(t, err, output)
	}
}

// without skips the test where the readers cannot be had, or fails it where they
// must be.
func without(t *testing.T, err error, output []byte) {
	t.Helper()
	if os.Getenv("DRILL_REQUIRE_VALIDATORS") == "1" {
		t.Fatalf("the validators are required: %v\n%s", err, output)
	}
	t.Skipf("the validators cannot be installed (%v); DRILL_REQUIRE_VALIDATORS=1 makes this a failure", err)
}
