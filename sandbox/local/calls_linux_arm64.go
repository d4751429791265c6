package local

import "golang.org/x/sys/unix"

// ofArchitecture are the calls that other architectures have under another name.
func ofArchitecture() []uint32 { return []uint32{unix.SYS_FSTATAT} }
