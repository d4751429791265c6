package main

import (
	"regexp"
	"strings"
)

// doubtful tells whether a process may have printed itself some of what looks like the
// runtime's words: it says more than one panic or error, of which a panic within a panic
// stands indented right after it, or shows more than one goroutine that runs. A fault of the
// exercise, whose code prints nothing, is never seen in such a text.
func doubtful(dump string) bool {
	if len(dump) >= maxDump {
		return true // what came last was not kept
	}
	words, traces := dump, ""
	if at := strings.Index("\n"+words, "\ngoroutine "); at >= 0 {
		words, traces = words[:at], words[at:]
	}
	fall := regexp.MustCompile(`(?:panic|fatal error): `)
	first := regexp.MustCompile(`(?m)^(?:panic|fatal error): `)
	running := 0
	for _, g := range parseTraceback(traces) {
		if strings.HasPrefix(g.state, "running") && len(g.frames) > 0 {
			running++
		}
	}
	return len(first.FindAllString(words, 2)) > 1 || fall.MatchString(traces) || running > 1
}
