// Package retryandreport is question 22: retry what is transient within a budget,
// and map whatever is thrown to an answer that gives nothing away.
package retryandreport

import (
	"embed"

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
		Imports: []string{"net/http"},
		Scenarios: []graders.Scenario{
			{Name: "permanent-error", Clock: graders.Virtual, Input: permanent},
			{Name: "all-fail", Clock: graders.Virtual, Input: allFail},
			{Name: "many-attempts", Clock: graders.Virtual, Input: manyAttempts},
			{Name: "jitter", Clock: graders.Virtual, Input: jittered},
			{Name: "success-later", Clock: graders.Virtual, Input: later},
			{Name: "no-attempts", Clock: graders.Virtual, Input: none},
			{Name: "abort", Clock: graders.Virtual, Input: aborted},
			{Name: "answers", Clock: graders.Virtual, Input: answers},
		},
		Checks: checks(),
	}
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
			"Draw once a wait, and multiply the wait by it that is capped already.",
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
			"timers/promises rejects with an error of its own. Where is the signal's reason?",
		},
		GoHints: []string{
			"time.Sleep knows nothing of ctx.",
			"Wait in a select over a timer and ctx.Done. Whoever sleeps in a goroutine of its own sleeps on.",
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
			"Anything can be thrown: a string, undefined, a plain object that looks like an error or throws when it is read.",
		},
		GoHints: []string{
			"Which errors did somebody write for a client to read? All others are somebody's internals.",
			"errors.As stops at the first error of a type, whatever its status. What is behind that one, and beside it?",
		},
		Judge: judgeExposure,
	}}
}
