// Package skeleton begins exercises: it writes the files that every exercise has,
// with placeholders where the author's work goes. What it writes compiles, and
// drill verify says of it what is missing.
package skeleton
