// Package middlewarechain is question 15: write the core of a web framework, the
// chain of functions that a request passes through.
package middlewarechain

import (
	"embed"
	"math/rand/v2"

	"drill/graders"
	"drill/graders/concepts"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// Exercise returns the exercise. Its requests are real ones, over HTTP on loopback.
func Exercise() *graders.Exercise {
	node, golang := []graders.Language{graders.Node}, []graders.Language{graders.Go}
	return &graders.Exercise{
		Slug: "middleware-chain", Track: "web", Order: 1, Questions: []int{15},
		Title:           "The chain that every request passes through",
		Summary:         "run middleware in order and bring every error, however it was raised, to whoever handles it",
		Files:           files,
		Exports:         []string{"createApp"},
		Imports:         []string{"net/http"},
		ScenarioImports: []string{"net"},
		Network:         true,
		Scenarios: []graders.Scenario{
			{Name: "order", Clock: graders.Real, Tolerant: true, Input: chain},
			{Name: "short-circuit", Clock: graders.Real, Tolerant: true, Input: answers},
			{Name: "error-routing", Clock: graders.Real, Tolerant: true, Input: failures},
			{Name: "sync-throw", Clock: graders.Real, Tolerant: true, Input: failures},
			{Name: "async-rejection", Clock: graders.Real, Tolerant: true, Input: failures},
			{Name: "next-twice", Clock: graders.Real, Tolerant: true, Input: late, Only: node},
			{Name: "response-begun", Clock: graders.Real, Tolerant: true, Input: late, Only: golang},
			{Name: "two-requests", Clock: graders.Real, Tolerant: true, Input: overlapping},
		},
		Checks: checks(),
	}
}

type chainInput struct {
	Names []string `json:"names"`
	At    int      `json:"at"` // the step that waits, from 0; never the last one
}

func chain(r *rand.Rand) any {
	names := []string{"a", "b", "c", "d", "e", "f", "g"}[:graders.Between(r, 5, 7)]
	return chainInput{names, graders.Between(r, 1, len(names)-2)}
}

type answersInput struct {
	Answers []string `json:"answers"`
}

func answers(r *rand.Rand) any { return answersInput{graders.Tokens(r, 2)} }

type failuresInput struct {
	Errors []string `json:"errors"`
	Values []any    `json:"values"` // what is easily taken for no error
	Number int      `json:"number"` // what Go panics with, besides
}

func failures(r *rand.Rand) any {
	values := []any{0, "", false, graders.Token(r)}
	r.Shuffle(len(values), func(i, k int) { values[i], values[k] = values[k], values[i] })
	return failuresInput{graders.Tokens(r, 2), values, graders.Between(r, 10_000, 99_999)}
}

type lateInput struct {
	Error   string   `json:"error"`
	Answers []string `json:"answers"`
	Status  int      `json:"status"` // of a response that has begun
}

func late(r *rand.Rand) any {
	return lateInput{graders.Token(r), graders.Tokens(r, 1), graders.Between(r, 401, 428)}
}

type overlapInput struct {
	Error string   `json:"error"` // how the second request fails
	Order []string `json:"order"` // in which the two go on
}

func overlapping(r *rand.Rand) any {
	order := []string{"one", "two"}
	r.Shuffle(2, func(i, k int) { order[i], order[k] = order[k], order[i] })
	return overlapInput{graders.Token(r), order}
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.MiddlewareOrder,
		Claim:   "runs one function after the other, in the order of their registration",
		Hints: []string{
			"What makes the second function run: that the first has returned, or that it has called next?",
			"There is no loop in this. Each function is handed a next that runs the one after it.",
		},
		GoHints: []string{
			"Chain(a, b)(h) is a(b(h)). Which of the two do you have to apply first?",
			"Start with the handler and wrap it from the last middleware to the first. With none, it stays as it is.",
		},
		Judge: judgeOrder,
	}, {
		Concept: concepts.ShortCircuit,
		Claim:   "ends the chain where a function does not go on",
		Hints: []string{
			"An async function always returns a promise. Does its end mean that the chain is to go on?",
			"Only next goes on. What a function returns matters only when it is a rejection.",
		},
		GoHints: []string{
			"A middleware that does not call its handler has answered by itself. Who else could call that handler?",
			"An error from such a middleware is reported like any other; nil is not an error.",
		},
		Judge: judgeShortCircuit,
	}, {
		Concept: concepts.ErrorRouting,
		Claim:   "brings an error to the next error handler after it, and to the caller where there is none",
		Hints: []string{
			"fn.length tells an error handler from other functions. Which of the two kinds do you look for, and from where on?",
			"A handler that calls next() has dealt with the error: what runs after it?",
			"Going on with an error and going on without one is the same walk: it looks for the other kind of function.",
		},
		GoHints: []string{
			"A returned error passes the middlewares from the inside outward. What may each of them do with it?",
			"onError gets what the outermost one returns, and is not called when that is nil.",
		},
		Judge: judgeRouting,
	}, {
		Concept: concepts.SyncThrowCaught,
		Claim:   "treats a function that throws like one that reports an error",
		Hints: []string{
			"Who is on the call stack when a function throws in the first request, and who would catch it?",
			"Anything can be thrown, even undefined. How do you tell that from next()?",
		},
		GoHints: []string{
			"net/http survives a panic, too: what does the client see then?",
			"recover gives you any value. Make an error of it that still contains what it was.",
			"One value is not an accident: http.ErrAbortHandler asks the server to hang up.",
		},
		Judge: judgeThrow,
	}, {
		Concept: concepts.AsyncRejectionCaught,
		Claim:   "treats a function whose promise is rejected like one that reports an error",
		Hints: []string{
			"try around a call of an async function catches nothing. Where does its error go?",
			"Whatever a function returns may be a promise. Listen to it; do not wait for it.",
			"A rejection with undefined is a failure, too.",
		},
		GoHints: []string{
			"A handler has returned an error. Who tells the client?",
			"Adapt turns a Handler into an http.Handler: whatever is not nil goes to onError.",
		},
		Judge: judgeRejection,
	}, {
		Concept: concepts.NextOnce,
		Claim:   "lets nothing be done twice",
		Hints: []string{
			"What happens to a request when a function calls next, and then once more?",
			"A function has gone on or it has not. One flag for each call of a function is enough for next, throws and rejections alike.",
			"A rejection that changes nothing still has to be listened to.",
		},
		GoHints: []string{
			"A handler has sent half of its answer and then fails. What would onError add to it?",
			"Hand the handler a ResponseWriter of your own that notes when the response begins.",
			"http.NewResponseController finds Flush behind a wrapper in two ways: a method of its own, or Unwrap. Which one lets you notice?",
		},
		Judge: judgeOnce,
	}, {
		Concept: concepts.ContextIsolation,
		Claim:   "keeps requests apart that are under way at the same time",
		Hints: []string{
			"While one function waits, the next request comes in. Which of your variables belong to the app, and which to a request?",
			"The list of functions is the app's. How far a request has come is its own.",
		},
		GoHints: []string{
			"Adapt runs once, the handler it returns runs for every request, many at a time. Which of your variables belong to which?",
			"Whether a response has begun is a matter of one request.",
		},
		Judge: judgeIsolation,
	}}
}
