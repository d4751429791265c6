package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
)

// longestName keeps a file's name with its endings within what file systems take.
const longestName = 100

// FileNames gives each id a name for its files, in the order of the ids: the id
// itself where it is a plain name, else something like it with a digest. No two are
// the same, also where case does not count, and none is one of drill's own files.
func FileNames(ids []string) []string {
	plain := regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9_-]$|^[A-Za-z0-9]$`)
	// What Windows takes for a device, and what drill writes beside the reports.
	reserved := regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d|journal|gradebook)($|\.)`)
	count := map[string]int{}
	for _, id := range ids {
		count[strings.ToLower(id)]++
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if !plain.MatchString(id) || reserved.MatchString(id) || len(id) > longestName || count[strings.ToLower(id)] > 1 {
			names[i] = digested(id)
		}
	}
	return names
}

// digested is a readable beginning of an id with a digest of all of it. The tilde
// is in no plain name, so none can be made to look like it.
func digested(id string) string {
	digest := sha256.Sum256([]byte(id))
	readable := strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return r
		}
		return '-'
	}, id)
	readable = strings.Trim(readable[:min(len(readable), longestName/2)], "-")
	return readable + "~" + hex.EncodeToString(digest[:6])
}
