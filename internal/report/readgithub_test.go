package report_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// runner obeys workflow commands as GitHub's does (actions/runner, ActionCommand.cs
// and ActionCommandManager.cs): a line whose first characters after space are "::",
// or "##[" anywhere in it, and none until the token after stop-commands.
type runner struct {
	stopped string
	obeyed  []workflowCommand
}

type workflowCommand struct {
	name       string
	properties map[string]string
	data       string
}

func (r *runner) line(text string) {
	c := parseCommand(text)
	switch {
	case c == nil:
	case r.stopped != "":
		if c.name == r.stopped {
			r.stopped = ""
		}
	case c.name == "stop-commands":
		r.stopped = c.data
	default:
		r.obeyed = append(r.obeyed, *c)
	}
}

func parseCommand(text string) *workflowCommand {
	if c := parseColons(text); c != nil {
		return c
	}
	if found := regexp.MustCompile(`##\[([^\] ]*)[^\]]*\](.*)`).FindStringSubmatch(text); found != nil {
		return &workflowCommand{name: found[1], data: found[2]}
	}
	return nil
}

func parseColons(text string) *workflowCommand {
	info, found := strings.CutPrefix(strings.TrimSpace(text), "::")
	if !found {
		return nil
	}
	info, data, found := strings.Cut(info, "::")
	if !found {
		return nil
	}
	name, list, _ := strings.Cut(info, " ")
	c := &workflowCommand{name: name, properties: map[string]string{}, data: unescape(data)}
	for pair := range strings.SplitSeq(list, ",") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			c.properties[key] = unescape(value)
		}
	}
	return c
}

func unescape(text string) string {
	return strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(text)
}

func obeyed(out string) []workflowCommand {
	var r runner
	for _, text := range regexp.MustCompile(`\r\n|\r|\n`).Split(out, -1) {
		r.line(text)
	}
	return r.obeyed
}

// readGitHub runs the commands and reads the tables of the summary.
func readGitHub(t *testing.T, out, summary string) []tally {
	var r runner
	for text := range strings.SplitSeq(out, "\n") {
		r.line(text)
	}
	assert.Empty(t, r.stopped, "commands are obeyed again after the report")
	for _, c := range r.obeyed {
		require.Contains(t, []string{"error", "warning", "notice"}, c.name)
		for name := range c.properties {
			assert.Contains(t, []string{"title", "file", "line"}, name)
		}
	}
	return readSummary(summary)
}

// readSummary counts what the tables say: a row for a concept, or of several
// submissions a row for each, whose cells are the concepts.
func readSummary(summary string) []tally {
	var one, many []tally
	var statuses []string
	perConcept := false
	for row := range strings.SplitSeq(summary, "\n") {
		cells := strings.Split(row, " | ")
		switch {
		case strings.HasPrefix(row, "| Result |"):
			perConcept = true
		case !strings.HasPrefix(row, "| "), strings.HasPrefix(row, "| Submission |"), len(cells) < 3:
		case perConcept:
			statuses = append(statuses, strings.TrimPrefix(cells[0], "| "))
		default:
			many = append(many, count(cells[1:len(cells)-1], "✓ pass")...)
		}
	}
	one = count(statuses, "✓ pass")
	if perConcept || many == nil {
		return one
	}
	return many
}
