package console

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func buffered(env map[string]string) (*Console, *bytes.Buffer, *bytes.Buffer) {
	var out, err bytes.Buffer
	return New(strings.NewReader(""), &out, &err, func(name string) string { return env[name] }), &out, &err
}

func TestWrapKeepsWordsAndWidth(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 13, []string{"one two three"}},
		{"averylongword is alone", 5, []string{"averylongword", "is", "alone"}},
		{"two\nlines", 20, []string{"two", "lines"}},
		{"äöü äöü", 7, []string{"äöü äöü"}},
		{"narrow", 0, []string{"narrow"}},
	}
	for _, test := range tests {
		assert.Equal(t, test.want, Wrap(test.text, test.width), test.text)
	}
}

func TestHangIndentsUnderThePrefix(t *testing.T) {
	assert.Equal(t, "  ✗ one two\n    three", Hang("  ✗ ", "one two three", 11, nil))
	assert.Equal(t, "<- >one\n  two", Hang("- ", "one two", 6, func(s string) string { return "<" + s + ">" }))
}

func TestColoursAreForTerminalsOnly(t *testing.T) {
	c, _, _ := buffered(nil)
	assert.Equal(t, "text", c.Red("text"), "a buffer is no terminal")
	c.colour = true
	assert.Equal(t, "\x1b[31mtext\x1b[0m", c.Red("text"))
	assert.Empty(t, c.Red(""))
	c.Plain()
	assert.Equal(t, "text", c.Red("text"))
	assert.True(t, c.ASCII)
}

func TestADumbTerminalIsPlain(t *testing.T) {
	c, _, _ := buffered(map[string]string{"TERM": "dumb"})
	assert.True(t, c.ASCII)
	assert.False(t, c.Interactive)
	assert.False(t, c.Coloured())
}

func TestQuietDropsNotesButNoWarnings(t *testing.T) {
	c, out, err := buffered(nil)
	c.Notef("a note")
	c.Quiet = true
	c.Notef("another")
	c.Warnf("of %s", "two\nlines")
	c.Errorf("broken")
	assert.Equal(t, "drill: a note\ndrill: of two\n       lines\ndrill: broken\n", err.String())
	assert.Empty(t, out.String())
}

func TestMarkdownIsPrintedForATerminal(t *testing.T) {
	c, out, _ := buffered(nil)
	c.Markdown("# Title\n\nA **strong** paragraph that is\nbroken in two and has a [link](https://example.org) in it.\n\n- an item that goes on and on and on until the line is full and then some more\n- `code`\n\n```js\n  kept  as is\n```\n")
	want := `Title

A strong paragraph that is broken in two and has a link
(https://example.org) in it.

- an item that goes on and on and on until the line is full and then some more
- ` + "`code`" + `

      kept  as is
`
	assert.Equal(t, want, out.String())
	for line := range strings.Lines(out.String()) {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), fallbackWidth+1)
	}
}

func TestPlainMarkdownHasNoBackticks(t *testing.T) {
	c, out, _ := buffered(nil)
	c.Plain()
	c.Markdown("call `next()` **now**")
	assert.Equal(t, "call next() now\n", out.String())
}

func TestAskTakesTheEndOfTheInputForAnEmptyAnswer(t *testing.T) {
	c, out, _ := buffered(nil)
	c.In = strings.NewReader(" GO \n")
	answer, err := c.Ask("which?")
	require.NoError(t, err)
	assert.Equal(t, "go", answer)
	answer, err = c.Ask("which?")
	require.NoError(t, err)
	assert.Empty(t, answer)
	assert.Equal(t, "which? which? ", out.String())
}

func TestKeysNeedATerminal(t *testing.T) {
	c, _, _ := buffered(nil)
	_, restore, err := c.Keys()
	require.Error(t, err)
	restore()
}
