// Package docker runs jobs in containers of Docker or Podman: a fresh one for
// each job, used once, with no network and nothing writable but a small folder in
// memory. Containers whose harness is booted ahead, spares, make it fast.
package docker
