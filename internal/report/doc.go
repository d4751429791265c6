// Package report writes graded submissions in the formats that others read. It
// decides nothing: a [graders.Report] comes in judged and redacted, and a writer
// shows what is there. What a redaction emptied is left out, never made up.
//
// These formats hold any number of submissions: text, json, junit, tap, github,
// html and gradebook. These hold one, as their readers define them: exercism,
// check50, gradescope, classroom and prairielearn; given more, [Write] refuses.
//
// A fault is drill's own and never looks like a learner's failure: it is an error
// in junit (where all that a learner does wrong is a failure), "Bail out!" in tap,
// status error in exercism and classroom, error instead of results in check50,
// no score in gradescope, gradable false in prairielearn, a warning in github.
// A refused submission is the submitter's own and scores 0.
//
// Everything that comes from outside drill passes through [line] or [block]
// before a format escapes it once more in its own way: no terminal escape, no
// workflow command and no line end gets through where it would mean something.
package report
