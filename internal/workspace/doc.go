// Package workspace is a learner's folder of one exercise: the prompt, the
// solution and a small marker that says which exercise it is. Nothing here ever
// overwrites what a learner wrote: what is replaced is kept as a backup.
package workspace
