// Package batch grades many submissions that nobody has read. Each is read, graded
// in a sandbox of its own, and ends with exactly one [Outcome]: a report, a refusal
// that is the submitter's own fault, or a fault of drill's or the engine's. Nothing
// that one submission does stops the others.
//
// A [Journal] keeps outcomes as they come, so that a grading that was killed goes
// on where it was. Reports are handed out in full once and kept without traces:
// memory does not grow with what the submissions do.
package batch
