package local

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"

	"golang.org/x/sys/unix"
)

// keyed returns the program for a kind and the key of a process of it.
func (s *Sandbox) keyed(ctx context.Context, k kind) (program, string, error) {
	program, err := s.program(ctx, k.language)
	if err != nil {
		return program, "", err
	}
	key, err := s.keyOf(k, program)
	return program, key, err
}

// keyOf names what a process was booted from, so that whoever finds one under the
// key would have booted the same.
func (s *Sandbox) keyOf(k kind, program program) (string, error) {
	self, err := stampOf(s.left.executable)
	if err != nil {
		return "", err
	}
	runtime, err := stampOf(program.path)
	if err != nil {
		return "", err
	}
	// Hosts can share a temporary folder.
	host, _ := os.Hostname()
	parts := []any{self, runtime, program.args, k.language, k.network, s.options.Cache, s.Confinement(), host}
	for _, path := range program.reads {
		var info unix.Stat_t
		if err := unix.Stat(path, &info); err != nil {
			return "", err
		}
		parts = append(parts, path, info.Dev, info.Ino) // not the time: to use a bundle renews it
	}
	text, err := json.Marshal(parts)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), err
}
