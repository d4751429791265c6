package concepts

// Event-loop ordering.
var (
	PhaseOrder = Concept{"phase-order", "Phase order", EventLoop,
		"from one I/O callback: synchronous code, microtasks, then immediates, close callbacks, timers and the next poll"}
	TickBeforeMicrotask = Concept{"tick-before-microtask", "Tick before microtask", EventLoop,
		"the nextTick queue is drained before promise jobs, and looked at again after them"}
	MicrotaskDrainPerCallback = Concept{"microtask-drain-per-callback", "Drain after each callback", EventLoop,
		"ticks and microtasks run after every callback, not once a phase"}
	CheckPhaseSnapshot = Concept{"check-phase-snapshot", "Check-phase snapshot", EventLoop,
		"an immediate scheduled by an immediate runs in the next iteration"}
	TimerOrder = Concept{"timer-order", "Timer order", EventLoop,
		"timers fire by due time, then by insertion; under 1 ms means 1 ms; cleared ones never fire"}
	LoopLiveness = Concept{"loop-liveness", "Loop liveness", EventLoop,
		"the loop ends when nothing referenced is pending, and idle time jumps to what is due next"}
	MicrotaskBeforeMacrotask = Concept{"microtask-before-macrotask", "Microtask before macrotask", EventLoop,
		"deferred work runs before any timer, immediate or I/O callback; in Go before the next posted task"}
	MicrotaskDrainNested = Concept{"microtask-drain-nested", "Nested microtask drain", EventLoop,
		"work deferred while the queue drains is still delivered"}
	SameTickCoalescing = Concept{"same-tick-coalescing", "Same-tick coalescing", EventLoop,
		"everything pushed in one synchronous run arrives in one flush, in order"}
	AlwaysAsync = Concept{"always-async", "Always asynchronous", EventLoop,
		"a callback never runs before the call that registered it has returned"}
	NoStarvation = Concept{"no-starvation", "No starvation", EventLoop,
		"long work lets tasks that are due run at least once a slice"}
)

// Context.
var (
	ContextPropagation = Concept{"context-propagation", "Context propagation", ContextFlow,
		"a request's values are visible after every asynchronous step of it"}
	ContextIsolation = Concept{"context-isolation", "Context isolation", ContextFlow,
		"interleaved requests never see each other's values"}
	ContextNoLeak = Concept{"context-no-leak", "No context leak", ContextFlow,
		"after the run has returned or thrown, the caller's context is what it was"}
	ContextBindCallback = Concept{"context-bind-callback", "Bound callbacks", ContextFlow,
		"a stored callback sees the context of its registration, not of its trigger"}
	ContextNesting = Concept{"context-nesting", "Context nesting", ContextFlow,
		"a child's override is seen inside only, and the parent's values are not changed"}
)
