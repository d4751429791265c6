//go:build drill_bundle

package scenario

import "internal/synctest"

// bubble runs f on a virtual clock. It panics with a text that begins with
// "deadlock: " when blocked goroutines remain.
//
// This is what testing/synctest calls, in Go 1.26. Package testing
// with its flags and profiles makes each link 45 ms longer (130 ms against 85 ms), prints
// reports of its own, and wants a testing.T. A bundle is built with the compiler
// rather than the go command, which would refuse the import.
func bubble(f func()) { synctest.Run(f) }

func bubbleWait() { synctest.Wait() }
