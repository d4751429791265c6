// Package mutation grades mutants of an exercise's right solutions, and accounts for those
// that pass: each is a gap in the checks until the exercise's list says why it is none.
package mutation
