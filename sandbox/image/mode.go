package image

const (
	// executeOnly is the mode of programs that run and need not be read. Linux does
	// not let other processes, nor the process itself through /proc, look into the
	// memory and the files of a program whose file its user may not read.
	executeOnly = 0o711
	// readable is the mode for runtimes that load programs themselves, with no more
	// rights than the sandbox's user, such as gVisor.
	readable = 0o755
)

// programMode is the mode of an image's programs.
func programMode(toBeRead bool) int64 {
	if toBeRead {
		return readable
	}
	return executeOnly
}

// programVersion tells images with readable programs from others.
func programVersion(version string, toBeRead bool) string {
	if toBeRead {
		return version + " readable"
	}
	return version
}
