package verify

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"drill/graders"
	"drill/graders/concepts"
)

// Marker is the first line of a wrong solution: `// fails: concept, concept`,
// followed by ` (handbook)` when it is the handbook's own answer. `// fails: *`
// means every concept.
type Marker struct {
	Fails    []string
	All      bool
	Handbook bool
}

const (
	markerPrefix   = "// fails:"
	markerHandbook = "(handbook)"
)

// String is the line that [ParseMarker] reads.
func (m Marker) String() string {
	ids := strings.Join(m.Fails, ", ")
	if m.All {
		ids = "*"
	}
	line := markerPrefix + " " + ids
	if m.Handbook {
		line += " " + markerHandbook
	}
	return line
}

// ParseMarker reads the marker of a wrong solution. When there is none, why says
// so and what to do.
func ParseMarker(source []byte) (marker Marker, why string) {
	first, _, _ := bytes.Cut(source, []byte("\n"))
	rest, found := strings.CutPrefix(strings.TrimSpace(string(first)), markerPrefix)
	if !found {
		return Marker{}, "names no concept: begin it with a line such as \"// fails: backpressure\""
	}
	rest, marker.Handbook = strings.CutSuffix(strings.TrimSpace(rest), markerHandbook)
	for id := range strings.SplitSeq(rest, ",") {
		id = strings.TrimSpace(id)
		switch {
		case id == "*" && !marker.All:
			marker.All = true
		case id == "":
			return Marker{}, "names no concept after \"// fails:\", or a comma too many: write \"// fails: backpressure, cancellation\""
		case strings.ContainsAny(id, " \t()"):
			return Marker{}, fmt.Sprintf("names %q, which is no concept's id: part ids with commas and end with %s where it is the handbook's answer", id, markerHandbook)
		case id == "*" || slices.Contains(marker.Fails, id):
			return Marker{}, fmt.Sprintf("names %s twice: name it once", id)
		default:
			marker.Fails = append(marker.Fails, id)
		}
	}
	if marker.All && len(marker.Fails) > 0 {
		return Marker{}, "names concepts beside \"*\", which means all of them: drop one or the other"
	}
	return marker, ""
}

// unknownConcepts says which concept of a marker the exercise does not grade.
func unknownConcepts(e *graders.Exercise, l graders.Language, marker Marker) string {
	var graded []string
	for _, check := range e.ChecksFor(l) {
		graded = append(graded, check.Concept.ID)
	}
	for _, id := range marker.Fails {
		if slices.Contains(graded, id) {
			continue
		}
		why := "which this exercise does not grade in " + l.Title()
		if _, known := concepts.Find(id); !known {
			why = "which is no concept"
		}
		return fmt.Sprintf("says it fails %q, %s: name some of %s", id, why, strings.Join(graded, ", "))
	}
	return ""
}
