// Package maplimit is question 3: many concurrent calls, a few at a time.
package maplimit

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
		Slug: "map-limit", Track: "event-loop", Order: 3, Questions: []int{3},
		Title:   "Many calls, a few at a time",
		Summary: "map a list with a bound on what is in flight, and stop when one call fails",
		Files:   files,
		Exports: []string{"mapLimit", "settle"},
		Scenarios: []graders.Scenario{
			{Name: "slow-first", Clock: graders.Virtual, Input: slowFirst},
			{Name: "small-lists", Clock: graders.Virtual, Input: smallLists},
			{Name: "one-fails", Clock: graders.Virtual, Input: oneFails, Tolerant: true},
			{Name: "some-fail", Clock: graders.Virtual, Input: someFail, Tolerant: true},
			{Name: "abort", Clock: graders.Virtual, Input: abortMap, Tolerant: true},
			{Name: "abort-settle", Clock: graders.Virtual, Input: abortSettle, Tolerant: true},
			{Name: "abort-before", Clock: graders.Virtual, Input: abortedBefore, Tolerant: true},
		},
		Checks: checks(),
	}
}

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.ConcurrencyLimit,
		Claim:   "never has more than limit calls in flight",
		Hints: []string{
			"items.map(fn) starts every call before the first one is awaited. Who should start the fourth?",
			"Start `limit` workers that each take the next item when they are done with one.",
		},
		GoHints: []string{
			"A goroutine for each item is cheap; the call it makes is not. What holds it back?",
			"Either `limit` goroutines that take item after item, or a channel with room for `limit` tokens.",
		},
		Judge: judgeLimit,
	}, {
		Concept: concepts.ConcurrencySaturation,
		Claim:   "fills a slot as soon as it is free",
		Hints: []string{
			"Three calls take 10, 10 and 500 ms. How long do the first two slots stand idle?",
			"Do not wait for a whole batch: whatever ends makes room for one.",
		},
		Judge: judgeSaturation,
	}, {
		Concept: concepts.OrderPreserved,
		Claim:   "returns results in the order of the items",
		Hints: []string{
			"The call that ends first is not the one that began first. Where does its result belong?",
			"Write by index rather than push. And what is the answer for no items at all?",
		},
		GoHints: []string{
			"The call that ends first is not the one that began first. Where does its result belong?",
			"Every goroutine may write to its own element of one slice. And what is the answer for no items at all?",
		},
		Judge: judgeOrder,
	}, {
		Concept: concepts.FailFast,
		Claim:   "ends with the first error, cancels the calls in flight and starts no other",
		Hints: []string{
			"When one call has failed, what are the others good for, and who tells them?",
			"Each call gets a signal. Abort it on the first failure, and look at it before you start another call.",
			"A call in flight may never listen. Is your promise rejected nevertheless, with what was thrown? abort(undefined) makes up a reason. And who handles the rejections of the others?",
		},
		GoHints: []string{
			"When one call has failed, what are the others good for, and who tells them?",
			"Derive a context, cancel it on the first error, and only then give the slot back.",
			"A select with two ready cases takes either. Look at the context once more before you start a call.",
		},
		Judge: judgeFailFast,
	}, {
		Concept: concepts.Cancellation,
		Claim:   "stops when its caller gives up",
		Hints: []string{
			"The caller's signal and a failure of your own should have the same consequences. Where do the two meet?",
			"What does your code do with a signal that was aborted before the call? It will not send an event any more.",
			"If every call in flight is deaf, who rejects your promise?",
		},
		GoHints: []string{
			"The caller's context and a failure of your own should have the same consequences. Where do the two meet?",
			"What does your code do with a context that was cancelled before the call?",
		},
		Judge: judgeCancellation,
	}, {
		Concept: concepts.PartialFailure,
		Claim:   "settle gives every item's outcome in its place",
		Hints: []string{
			"If three of five succeed and you filter, whose results are they?",
			"One failure is a result like any other here: nothing is cancelled, nothing is left out.",
		},
		Judge: judgePartial,
	}, {
		Concept: concepts.NoLeakedWork,
		Claim:   "leaves nothing behind when it is done",
		Hints: []string{
			"The caller's signal may live as long as the process. What of yours still hangs on it after a thousand calls?",
			"Take the listener off in finally, after a success as after a failure.",
		},
		GoHints: []string{
			"Is any call of yours still running when MapLimit has returned? Its caller may be closing what it uses.",
			"Wait for all goroutines before you return, also after a failure; then nobody is left to send to a channel that nobody reads.",
			"Who waits for ctx.Done() in a goroutine of its own, and what ends that one when all calls have returned?",
		},
		Judge: judgeLeaks,
	}}
}
