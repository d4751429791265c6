//go:build !linux

package scenario

// undump does nothing where the system has no such setting.
func undump() {}
