package graders

// EffectiveLimits are the limits that a solution of the exercise runs under: what
// a sandbox that is booted ahead must have, too.
func (e *Exercise) EffectiveLimits() Limits { return e.limits() }
