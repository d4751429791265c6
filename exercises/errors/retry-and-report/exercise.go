// Package retryandreport is question 22: retry what is transient within a budget,
// and map whatever is thrown to an answer that gives nothing away.
package retryandreport

import (
	"embed"
	"math/rand/v2"

	"drill/graders"
	"drill/graders/concepts"
)

//go:embed README.md all:_node all:_go
var files embed.FS

// Exercise returns the exercise.
func Exercise() *graders.Exercise {
	return &graders.Exercise{
		Slug: "retry-and-report", Track: "errors", Order: 1, Questions: []int{22},
		Title:   "Retry what is transient, report what is safe",
		Summary: "retry with growing, jittered waits within a budget, and turn any error into a safe answer",
		Files:   files,
		Exports: []string{"retry", "RetryError", "toHttpError"},
		Scenarios: []graders.Scenario{
			{Name: "permanent-error", Clock: graders.Virtual, Input: permanent},
			{Name: "all-fail", Clock: graders.Virtual, Input: allFail},
			{Name: "jitter", Clock: graders.Virtual, Input: jittered},
			{Name: "success-later", Clock: graders.Virtual, Input: later},
			{Name: "no-attempts", Clock: graders.Virtual},
			{Name: "abort", Clock: graders.Virtual, Input: aborted},
			{Name: "answers", Clock: graders.Virtual, Input: answers},
		},
		Checks: checks(),
	}
}

// policy is the part of the options that every scenario draws.
type policy struct {
	Attempts int `json:"attempts"`
	BaseMs   int `json:"baseMs"`
	MaxMs    int `json:"maxMs"`
	// Random are the values that the injected source gives, in order; the last
	// one is repeated.
	Random []float64 `json:"random"`
}

// draw makes the cap cut the fourth wait and those after it.
func draw(r *rand.Rand, attempts int) policy {
	base := graders.Between(r, 40, 160)
	return policy{Attempts: attempts, BaseMs: base, MaxMs: base*4 + graders.Between(r, 1, 3*base), Random: []float64{1}}
}

// wait is the longest wait after the attempt of this number, from 1, in ms.
func (p policy) wait(attempt int) float64 {
	return float64(min(p.MaxMs, p.BaseMs<<(attempt-1)))
}

type permanentInput struct {
	policy
	At    int    `json:"at"` // the attempt that fails for good, from 1
	Error string `json:"error"`
}

func permanent(r *rand.Rand) any {
	return permanentInput{draw(r, 6), graders.Between(r, 2, 4), "no such account " + graders.Token(r)}
}

func allFail(r *rand.Rand) any { return draw(r, graders.Between(r, 5, 7)) }

// jittered draws eighths, which binary numbers hold exactly, and makes no more
// waits than a wrong growth leaves right.
func jittered(r *rand.Rand) any {
	p := draw(r, 3)
	p.BaseMs, p.MaxMs = 8*p.BaseMs, 8*p.MaxMs
	p.Random = nil
	for range 2 {
		p.Random = append(p.Random, float64(graders.Between(r, 1, 6))/8)
	}
	return p
}

type laterInput struct {
	policy
	At    int    `json:"at"` // the attempt that succeeds, from 1
	Value string `json:"value"`
}

func later(r *rand.Rand) any {
	return laterInput{draw(r, 6), graders.Between(r, 2, 4), graders.Token(r)}
}

type abortInput struct {
	policy
	AfterMs int `json:"afterMs"` // within the wait after the second attempt
}

func aborted(r *rand.Rand) any {
	p := draw(r, 6)
	return abortInput{p, p.BaseMs + graders.Between(r, 5, p.BaseMs)}
}

type answersInput struct {
	Status  int    `json:"status"` // of the error that may be shown
	Message string `json:"message"`
	Secret  string `json:"secret"` // planted in all that must not be shown
}

func answers(r *rand.Rand) any {
	return answersInput{graders.Between(r, 402, 428), "order " + graders.Token(r) + " is closed", "db-" + graders.Token(r)}
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.ErrorClassification,
		Claim:   "gives up at once on an error that is not retryable, and hands it on",
		Hints: []string{
			"Will a TypeError be gone in 100 ms?",
			"Ask isRetryable before you wait, and throw what you caught.",
		},
		GoHints: []string{
			"Will a bad request be a good one in 100 ms?",
			"Ask Retryable before you wait, and return what you got.",
		},
		Judge: judgeClassification,
	}, {
		Concept: concepts.BackoffGrowth,
		Claim:   "doubles the wait each time, up to the cap",
		Hints: []string{
			"What is the difference between baseMs * attempt and baseMs * 2 ** attempt, at the third wait?",
			"The first wait is the base itself. The cap belongs around the product.",
		},
		Judge: judgeBackoff,
	}, {
		Concept: concepts.JitterBounded,
		Claim:   "scales each wait by the random source",
		Hints: []string{
			"A thousand clients that failed together: when do they come back?",
			"Draw once a wait, and multiply the capped wait by it.",
		},
		Judge: judgeJitter,
	}, {
		Concept: concepts.AttemptBudget,
		Claim:   "makes exactly the allowed number of attempts and then ends at once",
		Hints: []string{
			"attempts: 3 is how many calls, the first one included?",
			"What is a wait good for after the last attempt? And what does a loop of zero rounds throw?",
		},
		Judge: judgeBudget,
	}, {
		Concept: concepts.Cancellation,
		Claim:   "stops waiting the moment it is told to",
		Hints: []string{
			"Who wakes a sleeping retry when its caller has hung up?",
			"The wait ends for one of two reasons. Each of them has to clean up after the other.",
		},
		GoHints: []string{
			"time.Sleep knows nothing of ctx.",
			"Wait in a select over a timer and ctx.Done.",
		},
		Judge: judgeCancellation,
	}, {
		Concept: concepts.CausePreserved,
		Claim:   "says how many attempts were made and keeps the last error as its cause",
		Hints: []string{
			"Whoever reads the log at night sees \"gave up\". Where is what went wrong?",
			"Error has an option `cause`; RetryError adds the number of attempts.",
		},
		GoHints: []string{
			"Whoever reads the log at night sees \"gave up\". Where is what went wrong?",
			"Unwrap makes errors.Is and errors.As see through your type.",
		},
		Judge: judgeCause,
	}, {
		Concept: concepts.ErrorExposure,
		Claim:   "shows a client only what was meant for it",
		Hints: []string{
			"Which errors did somebody write for a client to read? All others are somebody's internals.",
			"Anything can be thrown: a string, undefined, an object that throws when it is read.",
		},
		GoHints: []string{
			"Which errors did somebody write for a client to read? All others are somebody's internals.",
			"errors.As finds the public error in a chain; what is wrapped around it is not for the client.",
		},
		Judge: judgeExposure,
	}}
}
