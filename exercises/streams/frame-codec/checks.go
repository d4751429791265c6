package framecodec

import (
	"drill/graders"
	"drill/graders/concepts"
)

func checks() []graders.Check {
	return []graders.Check{{
		Concept: concepts.WireFormat,
		Claim:   "decodes every field with its width and byte order",
		Hints: []string{
			"Which byte of a type or a length comes first on the wire?",
			"How many bytes has the length, and can any of the fields be negative?",
		},
		GoHints: []string{
			"Which byte of a type or a length comes first on the wire? encoding/binary has a name for it.",
			"AppendFrame works like append: what becomes of the bytes that dst holds already?",
		},
		Judge: judgeWire,
	}, {
		Concept: concepts.ChunkBoundary,
		Claim:   "returns the same frames however the bytes are split",
		Hints: []string{
			"A chunk is what happened to arrive. Can it end in the middle of the length?",
			"Keep what is not yet a whole frame, and look at it together with the next chunk.",
		},
		GoHints: []string{
			"How many bytes may one Read return, and what may it return together with them?",
			"Package io has a function that reads until a slice is full.",
		},
		Judge: judgeBoundary,
	}, {
		Concept: concepts.MultiFrameDrain,
		Claim:   "returns every whole frame, also empty ones",
		Hints: []string{
			"What is left of a chunk once a frame was cut off its front?",
			"Is a header alone a whole frame when its length is 0?",
		},
		GoHints: []string{
			"If a reader is wrapped in a buffer inside ReadFrame, what becomes of the bytes that the buffer read ahead?",
			"Is a header alone a whole frame when its length is 0?",
		},
		Judge: judgeDrain,
	}, {
		Concept: concepts.InputValidation,
		Claim:   "refuses a length over the limit as soon as it is declared",
		Hints: []string{
			"Who chooses the number in the length field, and how large can it be?",
			"The header is enough to refuse a frame: neither wait for the payload nor make room for it.",
		},
		Judge: judgeLimit,
	}, {
		Concept: concepts.EndOfInput,
		Claim:   "tells a clean end from a frame that was cut off",
		Hints: []string{
			"When the connection closes, what may still be waiting in the parser?",
			"The end is clean between two frames only; after a header whose payload is missing it is not.",
		},
		GoHints: []string{
			"io.EOF means that there was nothing more to read. Is that true in the middle of a frame?",
			"io.ReadFull returns io.EOF when it got no byte at all. What does that mean for a payload?",
		},
		Judge: judgeEnd,
	}, {
		Concept: concepts.BufferOwnership,
		Claim:   "keeps frames apart from memory that is used again",
		Hints: []string{
			"Does your frame hold bytes, or a window on somebody else's bytes?",
			"subarray and Buffer's slice share memory; Buffer.from(bytes) copies.",
			"What you keep for the next push is the caller's memory too.",
		},
		GoHints: []string{
			"Does the memory behind Data belong to this frame alone?",
			"What does append do with a slice whose capacity is larger than its length?",
		},
		Judge: judgeOwnership,
	}, {
		Concept: concepts.ErrorPropagation,
		Claim:   "returns the reader's own error when it fails",
		Only:    []graders.Language{graders.Go},
		Hints: []string{
			"Is every error in the middle of a frame a stream that ended too early?",
			"Only io.EOF changes its meaning inside a frame; hand every other error on.",
		},
		Judge: judgeReaderError,
	}}
}
