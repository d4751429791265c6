package report

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"drill/graders"
)

// annotationLimit is how many bytes the text of an annotation has.
const annotationLimit = 4 << 10

// writeGitHub writes what a step prints: an annotation for each concept that did
// not pass, at the line of the learner's file where one is known, then the text
// report. Since that holds what the learner wrote, no command in it is obeyed:
// it stands between stop-commands and a token that nobody could know before. The
// step summary goes to [Options.Summary].
//
// GitHub shows the first ten errors and ten warnings of a step; the summary has all.
func writeGitHub(out *bytes.Buffer, b batch) error {
	for _, s := range b.subjects {
		annotate(out, s)
	}
	token, err := newToken(b.options.random())
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "::stop-commands::%s\n", token)
	if err := writeText(out, b); err != nil {
		return err
	}
	fmt.Fprintf(out, "::%s::\n", token)
	if b.options.Summary == nil {
		return nil
	}
	_, err = b.options.Summary.Write(summaryPage(b.subjects))
	return err
}

func newToken(random io.Reader) (string, error) {
	var token [16]byte
	if _, err := io.ReadFull(random, token[:]); err != nil {
		return "", fmt.Errorf("no token to keep workflow commands out of the log: %w", err)
	}
	return hex.EncodeToString(token[:]), nil
}

// command is a workflow command that makes an annotation.
type command struct {
	level string // error, warning or notice
	file  string
	line  int
	title string
	text  string
}

func annotate(out *bytes.Buffer, s subject) {
	switch {
	case s.state == fault:
		command{"warning", s.file(), 0, s.name, apart(s)}.write(out)
	case s.state == refused:
		command{"error", "", 0, s.name, apart(s)}.write(out)
	case s.load != nil:
		command{"error", s.file(), s.load.line, s.name, loadMessage(s)}.write(out)
	default:
		for _, t := range s.tests {
			annotateTest(out, s, t)
		}
	}
}

func annotateTest(out *bytes.Buffer, s subject, t test) {
	c := command{"error", s.file(), t.line, s.name + ": " + t.title, t.message()}
	if t.claim != "" {
		c.text = t.claim + "\n" + c.text
	}
	switch {
	case t.status == graders.Blocked, t.flaky:
		c.level = "notice"
	case t.passed():
		return
	}
	c.write(out)
}

// file is where the learner's file lies, for an annotation on its lines: in the
// submission's folder, or the submission itself. What lies in an archive has no
// lines that GitHub could show.
func (s subject) file() string {
	given := filepath.ToSlash(filepath.Clean(s.path))
	switch {
	case s.path == "" || s.solution == "":
		return ""
	case path.Base(given) == s.solution:
		return given
	case strings.HasSuffix(given, ".zip"), strings.HasSuffix(given, ".tar.gz"), strings.HasSuffix(given, ".tgz"), strings.HasSuffix(given, ".tar"):
		return ""
	}
	return path.Join(given, s.solution)
}

// write prints the command with its properties and data escaped as GitHub's own
// toolkit does (actions/toolkit, core/src/command.ts).
func (c command) write(out *bytes.Buffer) {
	var properties []string
	add := func(name, value string) {
		if value != "" {
			properties = append(properties, name+"="+escapeProperty(clean(value)))
		}
	}
	add("file", c.file)
	if c.file != "" && c.line > 0 {
		add("line", strconv.Itoa(c.line))
	}
	add("title", c.title)
	fmt.Fprintf(out, "::%s %s::%s\n", c.level, strings.Join(properties, ","), escapeData(cutBytes(c.text, annotationLimit, cutNote)))
}

func escapeData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func escapeProperty(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}
