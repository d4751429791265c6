// Package concepts is the vocabulary that exercises share: each concept is a
// behaviour that can be observed from outside, and progress adds up per concept
// across exercises and languages.
package concepts

import "slices"

// Family groups concepts for progress.
type Family string

// The families of concepts.
const (
	EventLoop   Family = "event-loop ordering"
	Concurrency Family = "concurrency"
	Lifecycle   Family = "cancellation and lifecycle"
	ContextFlow Family = "context"
	Streams     Family = "streams and backpressure"
	Bytes       Family = "bytes and formats"
	Resilience  Family = "retry and resilience"
	Errors      Family = "errors"
	Security    Family = "security"
	HTTP        Family = "HTTP"
)

// Concept is one behaviour of the vocabulary.
type Concept struct {
	// ID is the name in reports and markers, in kebab-case.
	ID     string `json:"id"`
	Title  string `json:"title"`
	Family Family `json:"family"`
	// Definition says what can be observed when the concept holds.
	Definition string `json:"definition"`
}

// Find returns the concept of an id.
func Find(id string) (Concept, bool) {
	i := slices.IndexFunc(All(), func(c Concept) bool { return c.ID == id })
	if i < 0 {
		return Concept{}, false
	}
	return All()[i], true
}
