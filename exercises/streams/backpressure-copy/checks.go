package backpressurecopy

import (
	"drill/graders"
	"drill/graders/concepts"
)

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.DataIntegrity,
		Claim:   "delivers every byte unchanged and in order",
		Hints: []string{
			"Is every chunk text? What happens to a byte that is not valid UTF-8?",
			"Hand chunks on as you got them; the sink decides what they mean.",
		},
		GoHints: []string{
			"Read may return n > 0 together with io.EOF. Which of the two do you look at first?",
			"Write may take fewer bytes than it was given. Package io has an error for a sink that does so and says nothing.",
		},
		Judge: judgeIntegrity,
	}, {
		Concept: concepts.Backpressure,
		Claim:   "stops reading while the sink is full",
		Hints: []string{
			"write() returns a boolean. Who reads it?",
			"A sink that said false says 'drain' when there is room again. Until then nothing needs to be read.",
		},
		GoHints: []string{
			"How many chunks can be read before the first Write has returned?",
			"If a goroutine reads ahead, what bounds the channel between the two?",
		},
		Judge: judgeBackpressure,
	}, {
		Concept: concepts.CompletionAfterFlush,
		Claim:   "reports success only after the sink has flushed",
		Hints: []string{
			"The source's 'end' says that all was read. Who says that all was written?",
			"A sink is told with end() that nothing more comes, flushes in its own time, and then says 'finish'.",
		},
		GoHints: []string{
			"A buffered sink writes its last bytes in Close. When do you call it, and when do you return?",
			"Call Close before you report success, and look at what it returns.",
		},
		Judge: judgeFlush,
	}, {
		Concept: concepts.ErrorPropagation,
		Claim:   "ends with the error of whichever side failed",
		Hints: []string{
			"Which side's 'error' event do you listen to? Does pipe() listen for you?",
			"Three moments can fail: a read, a write, and the final flush.",
		},
		GoHints: []string{
			"Three calls can fail: Read, Write and Close of the sink. Does each error reach the caller?",
			"An error that Close returns after a clean copy means that the data is not there.",
		},
		Judge: judgeErrors,
	}, {
		Concept: concepts.ResourceCleanup,
		Claim:   "closes both ends after a failure",
		Hints: []string{
			"When one side fails, what becomes of the other one's file descriptor?",
			"destroy() is for the side that did not fail, too.",
		},
		GoHints: []string{
			"Count the ways out of your function. Does every one of them close both ends?",
			"Each end is closed once: a second Close may close somebody else's descriptor.",
		},
		Judge: judgeCleanup,
	}, {
		Concept: concepts.Cancellation,
		Claim:   "gives up as soon as it is told to",
		Hints: []string{
			"A source may be silent for ever. What wakes your code up then?",
			"The signal has an 'abort' event; what was waiting must be ended from there.",
		},
		GoHints: []string{
			"A Read that blocks does not look at ctx. What makes it return?",
			"context.AfterFunc can close the source while Read waits.",
		},
		Judge: judgeCancellation,
	}, {
		Concept: concepts.NoLeakedWork,
		Claim:   "leaves no goroutine behind",
		Only:    []graders.Language{graders.Go},
		Hints: []string{
			"Which of your goroutines may still be sending when nobody receives any more?",
			"Every goroutine needs a way out that does not depend on the other side's good will.",
		},
		Judge: judgeLeaks,
	}}
}
