// Package requestcontext is question 4: what belongs to a request follows it
// through asynchronous code.
package requestcontext

import (
	"embed"
	"math/rand/v2"

	"drill/graders"
	"drill/graders/concepts"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// Exercise returns the exercise. Node carries the context through its own timers
// and I/O, which a virtual clock would replace; Go's context is a value that time
// does nothing to.
func Exercise() *graders.Exercise {
	e := &graders.Exercise{
		Slug: "request-context", Track: "event-loop", Order: 4, Questions: []int{4},
		Title:           "Request context that survives asynchronous code",
		Summary:         "carry a request's fields through asynchronous code without mixing requests up",
		Files:           files,
		Exports:         []string{"createRequestContext"},
		Imports:         []string{"net/http"},
		ScenarioImports: []string{"net/http", "reflect"},
		Checks:          checks(),
	}
	add := func(name string, node, golang func(*rand.Rand) any) {
		e.Scenarios = append(e.Scenarios,
			graders.Scenario{Name: name, Clock: graders.Real, Input: node, Only: []graders.Language{graders.Node}},
			graders.Scenario{Name: name, Clock: graders.Virtual, Input: golang, Only: []graders.Language{graders.Go}})
	}
	add("steps", nodeSteps, goSteps)
	add("interleaved", interleaved, interleaved)
	add("return-and-throw", ids, ids)
	add("stored-callback", ids, ids)
	add("nested", ids, ids)
	add("headers", headers, headers)
	for i := range e.Scenarios {
		// An asynchronous run rejects where it should throw, and nobody waits for it.
		e.Scenarios[i].Tolerant = e.Scenarios[i].Clock == graders.Real
	}
	return e
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.ContextPropagation,
		Claim:   "finds the request's fields after every asynchronous step",
		Hints: []string{
			"A variable that is reset when run returns is gone before the first await has come back.",
			"node:async_hooks has a class that follows a chain of callbacks and promises by itself.",
		},
		GoHints: []string{
			"Others wrap your context: WithTimeout, WithValue, a library's own type. Do you find your fields through them?",
			"Derive from the context you were given: it carries other values and the cancellation.",
		},
		Judge: judgePropagation,
	}, {
		Concept: concepts.ContextIsolation,
		Claim:   "never shows one request the fields of another",
		Hints: []string{
			"Three requests wait at the same time. How many variables of yours hold \"the current one\"?",
			"What is shared by two contexts that two libraries created with your function?",
		},
		GoHints: []string{
			"Three requests are served at the same time. Which of your variables and maps do they share?",
			"A library may use the key \"fields\", too. Of which type must a key be, so that nobody else can have the same?",
		},
		Judge: judgeIsolation,
	}, {
		Concept: concepts.ContextNoLeak,
		Claim:   "leaves its caller's context as it was",
		Hints: []string{
			"What does the line after run(...) see? And the line after a run that threw?",
			"enterWith changes the context of whoever called you; run ends with the function.",
		},
		GoHints: []string{
			"Whoever called your handler still holds the request. Which context is in it afterwards?",
			"r.WithContext returns a copy. Hand that on and leave the original alone.",
		},
		Judge: judgeNoLeak,
	}, {
		Concept: concepts.ContextBindCallback,
		Claim:   "gives a stored callback the context in which it was stored",
		Hints: []string{
			"A listener is registered during request A and called during request B. Whose id belongs in its log line?",
			"Remember at bind what the context is, and go back to it at the call.",
		},
		GoHints: []string{
			"The callback runs when its request is long over. What does ctx.Err() say then?",
			"Values and cancellation can be had one without the other. Package context has a function for it.",
		},
		Judge: judgeBind,
	}, {
		Concept: concepts.ContextNesting,
		Claim:   "adds fields for an inner part only",
		Hints: []string{
			"Who else holds the object that you are about to write to?",
			"A child is a new object: the parent's fields, then its own on top.",
		},
		GoHints: []string{
			"Who else holds the map that you are about to write to, or to hand out?",
			"Copy on the way in and on the way out. A child has the parent's fields and its own on top.",
		},
		Judge: judgeNesting,
	}, {
		Concept: concepts.InputValidation,
		Claim:   "takes only a harmless request id from outside",
		Hints: []string{
			"The header is whatever the client wrote. Where will it end up, and what can a line break do there?",
			"Test the whole text and its length, and remember that there may be no header at all.",
		},
		Judge: judgeHeaders,
	}}
}
