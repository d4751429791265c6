package mutants

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ListFile is the file of a language's folder that accounts for survivors.
const ListFile = "equivalents.txt"

// Class says why a survivor is no gap.
type Class string

// The classes of survivors.
const (
	Equivalent Class = "equivalent" // does the same
	Free       Class = "free"       // does something else, which the prompt leaves open
	Accepted   Class = "accepted"   // breaks a rule that no check can hold it to
)

// Classes are all there are.
func Classes() []Class { return []Class{Equivalent, Free, Accepted} }

// Entry is a line of a list.
type Entry struct {
	Key
	Line   int // of the list, from 1
	Class  Class
	Reason string
}

// Mistake is a line that is no entry.
type Mistake struct {
	Line int
	What string
}

// ParseList reads a list: one entry a line, but for empty lines and those that begin
// with #. What is wrong with a line keeps no other from being read.
func ParseList(content []byte) ([]Entry, []Mistake) {
	var entries []Entry
	var mistakes []Mistake
	seen := map[Key]int{}
	number := 0
	for line := range strings.Lines(string(content)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		entry, what := parseEntry(line)
		if earlier := seen[entry.Key]; what == "" && earlier > 0 {
			what = fmt.Sprintf("repeats line %d", earlier)
		}
		if what != "" {
			mistakes = append(mistakes, Mistake{number, what})
			continue
		}
		entry.Line, seen[entry.Key] = number, number
		entries = append(entries, entry)
	}
	return entries, mistakes
}

const form = "is no entry: let it be FILE FUNCTION OPERATOR \"STATEMENT\" CLASS: REASON"

// parseEntry reads a line, or says what is wrong with it.
func parseEntry(line string) (entry Entry, what string) {
	words := regexp.MustCompile(`^(\S+) +(\S+) +(\S+) +`).FindStringSubmatch(line)
	if words == nil {
		return entry, form
	}
	entry.File, entry.Function, entry.Operator, entry.Ordinal = words[1], words[2], words[3], 1
	rest := line[len(words[0]):]
	quoted, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return entry, form
	}
	entry.Statement, _ = strconv.Unquote(quoted) // QuotedPrefix has looked
	rest = strings.TrimSpace(rest[len(quoted):])
	if ordinal := regexp.MustCompile(`^#(\d+) +`).FindStringSubmatch(rest); ordinal != nil {
		entry.Ordinal, _ = strconv.Atoi(ordinal[1])
		rest = rest[len(ordinal[0]):]
	}
	class, reason, found := strings.Cut(rest, ":")
	entry.Class, entry.Reason = Class(class), strings.TrimSpace(reason)
	switch entry.Class {
	case Equivalent, Free, Accepted:
	default:
		return entry, fmt.Sprintf("has no class: begin its reason with %q, %q or %q", Equivalent+":", Free+":", Accepted+":")
	}
	if !found || entry.Reason == "" {
		return entry, "has no reason: say why no check has to fail it"
	}
	return entry, ""
}

// quote writes a statement, with backquotes where that reads better.
func quote(text string) string {
	if strings.ContainsAny(text, `"\`) && strconv.CanBackquote(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// Draft is a line that an author completes: as it is, it is no entry.
func (k Key) Draft() string { return k.String() + " CLASS: REASON" }
