package concepts

// Retry and resilience.
var (
	ErrorClassification = Concept{"error-classification", "Error classification", Resilience,
		"only the errors declared transient are tried again"}
	BackoffGrowth = Concept{"backoff-growth", "Backoff growth", Resilience,
		"waits double up to a cap"}
	JitterBounded = Concept{"jitter-bounded", "Bounded jitter", Resilience,
		"a wait is scaled by the injected random source within its bounds"}
	AttemptBudget = Concept{"attempt-budget", "Attempt budget", Resilience,
		"exactly the allowed number of tries is made, then a definite end comes at once"}
)

// Errors.
var (
	ErrorPropagation = Concept{"error-propagation", "Error propagation", Errors,
		"an error at any stage ends the call with that error"}
	CausePreserved = Concept{"cause-preserved", "Cause preserved", Errors,
		"the original error can be reached from the one that is reported"}
	ErrorExposure = Concept{"error-exposure", "Error exposure", Errors,
		"an unexpected error gives a generic answer without internals"}
	ErrorRouting = Concept{"error-routing", "Error routing", Errors,
		"an error skips to the next error handler after it, and to the caller where there is none"}
	SyncThrowCaught = Concept{"sync-throw-caught", "Synchronous throw caught", Errors,
		"a synchronous throw is routed like a reported error; in Go a panic is recovered"}
	AsyncRejectionCaught = Concept{"async-rejection-caught", "Asynchronous rejection caught", Errors,
		"a rejection is routed like a reported error; in Go a returned error"}
)

// HTTP.
var (
	MiddlewareOrder = Concept{"middleware-order", "Middleware order", HTTP,
		"steps run in the order of their registration, each waiting for the one before"}
	ShortCircuit = Concept{"short-circuit", "Short circuit", HTTP,
		"a step that does not go on ends the chain, whether synchronous or not"}
	NextOnce = Concept{"next-once", "Next once", HTTP,
		"going on twice has no second effect; in Go a response is begun once"}
)

// Security.
var (
	InputValidation = Concept{"input-validation", "Input validation", Security,
		"input outside the contract is refused or replaced before it has any effect"}
)
