package local

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"drill/graders"
)

// handshake bounds how long a keeper may take to hand its process over, which is a
// millisecond's work.
const handshake = 250 * time.Millisecond

// errUnsealed is why nothing is left behind where a process is not confined by both
// Landlock and seccomp: a learner's could pose as one that was left behind.
var errUnsealed = errors.New("a process is left behind only where Landlock and seccomp confine it")

// seals reports whether a confined process can neither listen where drill looks for
// what was left behind nor claim it: Landlock lets it make no socket outside its
// own work folder, and seccomp no socket of the file system's at all.
func (c confiner) seals() bool { return c.abi > 0 && c.seccomp }

// leftState is what a sandbox knows of processes that were left behind.
type leftState struct {
	executable string // this program's
	patience   time.Duration

	mu    sync.Mutex
	ended map[kind]chan struct{} // closed when the last one that was claimed is gone
}

func newLeftState() *leftState {
	executable, _ := os.Executable() // without a path there is no key, and nothing is left
	return &leftState{executable: executable, patience: handshake, ended: map[kind]chan struct{}{}}
}

// Leave has a process booted for a later drill, unless one waits already: see
// [Sandbox.Keep], which it starts in a process of its own, away from the terminal.
// It does not wait for that. Where no process is left behind, for want of a
// [Options.Keeper] or of confinement, it does nothing.
func (s *Sandbox) Leave(ctx context.Context, language graders.Language, network bool) error {
	if s.options.Keeper == nil || !s.confiner.seals() {
		return nil
	}
	k := kind{language, network}
	_, key, err := s.keyed(ctx, k)
	if err != nil {
		return err
	}
	if err := s.awaitEnded(ctx, k); err != nil || occupied(s.runDirs(), key) {
		return err
	}
	cmd := s.options.Keeper(language, network)
	cmd.Dir, cmd.Env = "/", keeperEnvironment(os.Environ())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = nil, nil, nil
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // it outlives this process, as a rule
	return nil
}

// keeperEnvironment is what of an environment finds a runtime and drill's folders.
// Nothing else of a person's has to stay in memory for so long.
func keeperEnvironment(all []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(setting string) bool {
		name, _, _ := strings.Cut(setting, "=")
		return !slices.Contains([]string{"PATH", "HOME", "TMPDIR"}, name) &&
			!strings.HasPrefix(name, "DRILL_") && !strings.HasPrefix(name, "XDG_")
	})
}
