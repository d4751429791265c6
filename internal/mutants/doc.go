// Package mutants makes small changes to right solutions, one at a time. A check that
// has teeth fails most of them; one that it passes, a survivor, shows a rule that nobody
// holds anybody to, or is right all the same. It also reads the lists in which exercises
// say so of the latter.
//
// It is pure: who grades the mutants is drill/internal/mutation.
package mutants
