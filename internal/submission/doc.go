// Package submission reads what somebody handed in: a solution file, a folder or
// an archive. Nothing is unpacked onto a disk, only a solution and drill's marker
// are ever read, and links, devices and paths that lead elsewhere are refused.
package submission
