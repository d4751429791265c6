package concepts

// All lists the vocabulary in the order it is shown.
func All() []Concept {
	return []Concept{
		PhaseOrder, TickBeforeMicrotask, MicrotaskDrainPerCallback, CheckPhaseSnapshot, TimerOrder, LoopLiveness,
		MicrotaskBeforeMacrotask, MicrotaskDrainNested, SameTickCoalescing, AlwaysAsync, NoStarvation,
		ConcurrencyLimit, ConcurrencySaturation, OrderPreserved, PartialFailure, FaultIsolation, ResultCorrelation,
		FailFast, Cancellation, Deadline, CrashRecovery, GracefulShutdown, NoLeakedWork, ResourceCleanup,
		ContextPropagation, ContextIsolation, ContextNoLeak, ContextBindCallback, ContextNesting,
		Backpressure, LazyPull, EndOfInput, CompletionAfterFlush,
		ChunkBoundary, DataIntegrity, WireFormat, MultiFrameDrain, BufferOwnership,
		ErrorClassification, BackoffGrowth, JitterBounded, AttemptBudget,
		ErrorPropagation, CausePreserved, ErrorExposure, ErrorRouting, SyncThrowCaught, AsyncRejectionCaught,
		InputValidation, MiddlewareOrder, ShortCircuit, NextOnce,
	}
}

// Families lists the families in the order they are shown.
func Families() []Family {
	return []Family{EventLoop, Concurrency, Lifecycle, ContextFlow, Streams, Bytes, Resilience, Errors, Security, HTTP}
}
