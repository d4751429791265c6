package timeline

import (
	"slices"
	"strings"
	"unicode"
)

// stretch is a piece of work between the entry that opened it and the one that
// closed it; closed is -1 while it was still open at the end.
type stretch struct {
	opened, closed int
	label          string
}

// pairsOf lists words that open and close one and the same thing.
func pairsOf() [][2][]string {
	return [][2][]string{
		{{"start", "started", "begin", "began", "enter", "entered"},
			{"end", "ended", "done", "finish", "finished", "stop", "stopped", "complete", "completed", "settle", "settled", "exit", "leave", "fail", "failed"}},
		{{"open", "opened"}, {"close", "closed", "end", "done"}},
		{{"acquire", "acquired", "lock", "locked"}, {"release", "released", "unlock", "unlocked"}},
		{{"request", "call", "called", "send", "sent"}, {"response", "return", "returned", "reply", "answer", "settled"}},
		{{"connect", "connected"}, {"disconnect", "disconnected", "close", "closed"}},
	}
}

// Kinds beyond mostKinds are not looked at in pairs.
const mostKinds = 100

// stretchesOf pairs the entries that open with those that close. Where they name
// a thing, such as by an id, only the same name closes; otherwise the first that
// was opened is closed first.
func stretchesOf(entries []entry) []stretch {
	closers := closersOf(lanesOf(entries))
	var found []stretch
	for i, e := range entries {
		at := slices.IndexFunc(found, func(s stretch) bool {
			return s.closed < 0 && slices.Contains(closers[entries[s.opened].kind], e.kind) && sameThing(entries[s.opened], e)
		})
		switch {
		case at >= 0:
			found[at].closed = i
		case len(closers[e.kind]) > 0:
			found = append(found, stretch{i, -1, identity(e)})
		}
	}
	return found
}

// closersOf lists for each kind that opens something the kinds that close it. A
// word that nothing answers means something else.
func closersOf(kinds []string) map[string][]string {
	closers := map[string][]string{}
	if len(kinds) > mostKinds {
		return closers
	}
	for _, opener := range kinds {
		for _, closer := range kinds {
			if pair(opener, closer) {
				closers[opener] = append(closers[opener], closer)
			}
		}
	}
	return closers
}

// sameThing reports whether two entries name the same thing, or none.
func sameThing(opener, closer entry) bool {
	for _, f := range opener.data {
		if !isIdentity(f.name) {
			break
		}
		for _, g := range closer.data {
			if f.name == g.name {
				return valueWords(f.value) == valueWords(g.value)
			}
		}
	}
	return true
}

func identity(e entry) string {
	if len(e.data) > 0 && isIdentity(e.data[0].name) {
		return valueWords(e.data[0].value)
	}
	return e.kind
}

// pair reports whether two kinds are the same but for a word that opens in the
// first and closes in the second, such as job-start and job-end.
func pair(opener, closer string) bool {
	a, b := kindWords(opener), kindWords(closer)
	if len(a) != len(b) {
		return false
	}
	different := -1
	for i := range a {
		if a[i] != b[i] {
			if different >= 0 {
				return false
			}
			different = i
		}
	}
	return different >= 0 && slices.ContainsFunc(pairsOf(), func(p [2][]string) bool {
		return slices.Contains(p[0], a[different]) && slices.Contains(p[1], b[different])
	})
}

// kindWords splits job-start, job:start and jobStart into job and start.
func kindWords(kind string) []string {
	var spaced strings.Builder
	for _, r := range kind {
		if unicode.IsUpper(r) {
			spaced.WriteRune(' ')
		}
		spaced.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
