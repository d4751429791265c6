package concepts

// Streams and backpressure.
var (
	Backpressure = Concept{"backpressure", "Backpressure", Streams,
		"what was read and not yet accepted stays under a small bound, however slow the sink"}
	LazyPull = Concept{"lazy-pull", "Lazy pull", Streams,
		"nothing is fetched before it is asked for, but for a small prefetch"}
	EndOfInput = Concept{"end-of-input", "End of input", Streams,
		"what is held back is delivered at the end; a cut-off input is an error and a clean end is not"}
	CompletionAfterFlush = Concept{"completion-after-flush", "Completion after flush", Streams,
		"success is reported only after the sink's final flush"}
)

// Bytes and formats.
var (
	ChunkBoundary = Concept{"chunk-boundary", "Chunk boundary", Bytes,
		"the result does not depend on how the bytes were split"}
	DataIntegrity = Concept{"data-integrity", "Data integrity", Bytes,
		"the bytes that come out are the bytes that went in"}
	WireFormat = Concept{"wire-format", "Wire format", Bytes,
		"fields decode with the documented width and byte order"}
	MultiFrameDrain = Concept{"multi-frame-drain", "Multi-frame drain", Bytes,
		"every complete frame of a chunk is returned, also empty ones"}
	BufferOwnership = Concept{"buffer-ownership", "Buffer ownership", Bytes,
		"data once returned does not change when the caller uses its buffer again"}
)
