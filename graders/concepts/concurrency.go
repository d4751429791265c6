package concepts

// Concurrency.
var (
	ConcurrencyLimit = Concept{"concurrency-limit", "Concurrency limit", Concurrency,
		"work in flight never exceeds the bound"}
	ConcurrencySaturation = Concept{"concurrency-saturation", "Concurrency saturation", Concurrency,
		"a freed slot is filled at once, so that the bound is reached"}
	OrderPreserved = Concept{"order-preserved", "Order preserved", Concurrency,
		"results are in input order, whatever the order of completion"}
	PartialFailure = Concept{"partial-failure", "Partial failure", Concurrency,
		"one part's failure leaves the others' results usable, each in its place"}
	FaultIsolation = Concept{"fault-isolation", "Fault isolation", Concurrency,
		"a unit that fails neither wedges nor fails the others, and its slot is usable again"}
	ResultCorrelation = Concept{"result-correlation", "Result correlation", Concurrency,
		"a reply settles only the request that carries its id"}
)

// Cancellation and lifecycle.
var (
	FailFast = Concept{"fail-fast", "Fail fast", Lifecycle,
		"the first failure ends the call with that very error, starts nothing new and cancels the siblings"}
	Cancellation = Concept{"cancellation", "Cancellation", Lifecycle,
		"an abort ends the waiting at once, reaches the work in flight and starts nothing new"}
	Deadline = Concept{"deadline", "Deadline", Lifecycle,
		"a wait ends with an error at its limit, not before, and what it held is usable again"}
	CrashRecovery = Concept{"crash-recovery", "Crash recovery", Lifecycle,
		"the work of a dead worker is rejected, the worker is replaced, and later work proceeds"}
	GracefulShutdown = Concept{"graceful-shutdown", "Graceful shutdown", Lifecycle,
		"after the shutdown every accepted piece of work is settled, nothing new is taken and nothing is revived"}
	NoLeakedWork = Concept{"no-leaked-work", "No leaked work", Lifecycle,
		"no goroutine, timer or listener remains after the call"}
	ResourceCleanup = Concept{"resource-cleanup", "Resource clean-up", Lifecycle,
		"everything that was opened is closed on every path, once"}
)
