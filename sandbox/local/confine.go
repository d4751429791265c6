package local

// bounds are what a confined program may use.
type bounds struct {
	program program
	work    work
	network bool
}
