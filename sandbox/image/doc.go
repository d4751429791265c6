// Package image builds and keeps the images that sandboxes run: one for Node, one
// for Go, each with the runtime, drill's harness and nothing else.
package image
