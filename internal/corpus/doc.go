// Package corpus holds hostile submissions: each tries to pass without solving
// anything, to take the grader down, to leave something behind, or to forge a
// line of the report. testdata/ has one file an attack, whose first lines say which
// attack it is and what must come of it; the tests grade all of them, in containers
// and locally. docs/threat-model.md says what is claimed.
package corpus
