//go:build !drill_bundle

package scenario

import (
	"testing"
	"testing/synctest"
)

// bubble runs f on a virtual clock, by the standard library's public way. It
// serves editors and the go command; bundles hold bubble_bundle.go instead.
func bubble(f func()) {
	synctest.Test(&testing.T{}, func(*testing.T) { f() })
}

func bubbleWait() { synctest.Wait() }
