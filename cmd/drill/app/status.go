package app

import (
	"strings"

	"drill/graders"
	"drill/internal/console"
)

// DetailIndent stands before the lines under a status.
const DetailIndent = "      "

// PrintStatus prints a line with the mark of a status, what has it, and what is said
// of that. The title may be empty.
func PrintStatus(c *console.Console, status graders.Status, title, claim string) {
	if title != "" {
		claim = title + ": " + claim
	}
	c.Println(console.Hang("  "+mark(c, status)+" ", claim, c.Width(), dress(c, status)))
}

// mark is a sign, or a word where it is read aloud.
func mark(c *console.Console, status graders.Status) string {
	if c.ASCII {
		return console.Pad(strings.ToUpper(string(status)), len("BLOCKED"))
	}
	switch status {
	case graders.Pass:
		return "✓"
	case graders.Fail:
		return "✗"
	case graders.Blocked:
		return "○"
	}
	return "✗ " + string(status) + ","
}

func dress(c *console.Console, status graders.Status) func(string) string {
	switch status {
	case graders.Pass:
		return c.Green
	case graders.Blocked:
		return c.Dim
	}
	return c.Red
}
