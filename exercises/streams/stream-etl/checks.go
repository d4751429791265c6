package streametl

import (
	"drill/graders"
	"drill/graders/concepts"
)

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.ChunkBoundary,
		Claim:   "finds the same lines however the bytes are split",
		Hints: []string{
			"A chunk may end in the middle of a line, between \\r and \\n, or inside the bytes of one character.",
			"What does toString() make of half a character? Node has a decoder that remembers it.",
		},
		GoHints: []string{
			"How long may a line be that bufio.Scanner reads with its default buffer?",
			"Does your line still end with \\r when it ended with \\r\\n?",
		},
		Judge: judgeBoundary,
	}, {
		Concept: concepts.EndOfInput,
		Claim:   "delivers the last line and the last batch, and goes on after an empty page",
		Hints: []string{
			"What does your transform still hold when the last chunk has come? And your sink?",
			"A Transform has flush, a Writable has final. Both also run when nothing is held.",
		},
		GoHints: []string{
			"What does a reader's ReadString return beside io.EOF?",
			"After the last item, how many items may still wait for their batch to fill?",
		},
		Judge: judgeEnd,
	}, {
		Concept: concepts.LazyPull,
		Claim:   "fetches no more pages than were asked for, but for a few",
		Hints: []string{
			"Who decides when the next page is fetched: your loop, or whoever reads?",
			"A Readable in object mode reads ahead until it holds highWaterMark objects. What is its default?",
		},
		GoHints: []string{
			"What does yield return when the loop that you feed has ended?",
			"Fetch, yield what came, then fetch again. What do you hold in between?",
		},
		Judge: judgeLazy,
	}, {
		Concept: concepts.Backpressure,
		Claim:   "waits for an insert before it takes in much more",
		Hints: []string{
			"What does a Writable learn from the callback of write?",
			"Call it when the insert is done, not when it has begun.",
		},
		GoHints: []string{
			"While insert runs, does anything still pull items out of the sequence?",
			"A plain loop that calls insert where the batch is full needs no goroutine.",
		},
		Judge: judgeBackpressure,
	}, {
		Concept: concepts.CompletionAfterFlush,
		Claim:   "reports success only after the last insert",
		Hints: []string{
			"When the source has ended, how many inserts may still be to come?",
			"The callback of final says when a Writable has finished. Which stream's end does run wait for?",
		},
		GoHints: []string{
			"When you return nil, is every insert done?",
			"Do you handle the last, shorter batch as you handle the others?",
		},
		Judge: judgeCompletion,
	}, {
		Concept: concepts.ErrorPropagation,
		Claim:   "ends with the error of whatever failed",
		Hints: []string{
			"Who listens to the promise that an async read or write returns?",
			"An error that is thrown inside write is nobody's. One that is given to the callback, or to destroy, is the stream's.",
		},
		GoHints: []string{
			"Which error of a reader is no error?",
			"A sequence says how it went in its second value. Is it looked at before the item is used?",
		},
		Judge: judgeErrors,
	}, {
		Concept: concepts.ResourceCleanup,
		Claim:   "closes the other streams when one fails",
		Hints: []string{
			"Does pipe() tell the streams before it that the one behind has failed?",
			"Every stream has to be destroyed, those in front and those behind.",
		},
		GoHints: []string{
			"When you leave before a sequence is exhausted, does it get to its deferred calls?",
			"iter.Pull returns two functions. Who calls the second one on every way out?",
			"A goroutine that fetches ahead: who tells it that nobody receives any more?",
		},
		Judge: judgeCleanup,
	}, {
		Concept: concepts.Cancellation,
		Claim:   "stops with ctx's error when ctx is cancelled",
		Only:    []graders.Language{graders.Go},
		Hints: []string{
			"Which context do fetch and insert get?",
			"Neither has to look at its context. Where can you look, so that nothing new is begun?",
		},
		Judge: judgeCancellation,
	}}
}
