// Package local runs jobs in a child process under this machine's own node and
// go. It is for one's own code: it keeps the limits of a job and, on Linux,
// confines the process with Landlock and seccomp, but it shares kernel and user
// with everything else. Elsewhere it is a plain process; [Sandbox.Confinement]
// says which.
package local
