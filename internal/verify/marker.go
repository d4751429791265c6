package verify

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"drill/graders"
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
		case id == "*":
			marker.All = true
		case id == "":
			return Marker{}, "names no concept after \"// fails:\""
		case slices.Contains(marker.Fails, id):
			return Marker{}, fmt.Sprintf("names the concept %s twice", id)
		default:
			marker.Fails = append(marker.Fails, id)
		}
	}
	if marker.All && len(marker.Fails) > 0 {
		return Marker{}, "names concepts beside \"*\", which means all of them"
	}
	return marker, ""
}

func unknownConcepts(e *graders.Exercise, l graders.Language, marker Marker) string {
	for _, id := range marker.Fails {
		if !slices.ContainsFunc(e.ChecksFor(l), func(c graders.Check) bool { return c.Concept.ID == id }) {
			return fmt.Sprintf("says it fails %q, which this exercise does not grade in %s", id, l.Title())
		}
	}
	return ""
}
