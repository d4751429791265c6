package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"github.com/creack/pty"

	"drill/graders"
	"drill/sandbox/image"
)

// nodeInImage is the runtime's path in an image made from this machine's own.
const nodeInImage = "/usr/bin/node"

func (b *bench) imageOptions() image.Options { return image.Options{} }

// home gives drill a home of its own with one failed attempt in it.
func (b *bench) home(ctx context.Context) (dir string, env []string, err error) {
	if dir, err = os.MkdirTemp(b.temp, "home-"); err != nil {
		return "", nil, err
	}
	env = append(os.Environ(), "DRILL_HOME="+dir, "CI=1") // CI: nothing is left behind
	start := exec.CommandContext(ctx, b.drill, "start", "backpressure-copy", "--lang", "node", "--sandbox", "local")
	start.Dir, start.Env = dir, env
	if out, err := start.CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("%s: %w: %.300s", start, err, out)
	}
	return dir, env, nil
}

// commandTime is the median of user and system time of commands that run nothing.
func commandTime(ctx context.Context, b *bench) (string, error) {
	dir, env, err := b.home(ctx)
	if err != nil {
		return "", err
	}
	var results []string
	for _, name := range []string{"list", "hint", "progress"} {
		var times []time.Duration
		for range b.rounds {
			c := exec.CommandContext(ctx, b.drill, name)
			c.Dir, c.Env = dir, env
			if out, err := c.CombinedOutput(); err != nil {
				return "", fmt.Errorf("%s: %w: %.300s", c, err, out)
			}
			times = append(times, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
		}
		results = append(results, short(median(times)))
	}
	return strings.Join(results, ", "), nil
}

// watchMemory is drill's own resident memory after it has graded a save.
func watchMemory(ctx context.Context, b *bench) (string, error) {
	dir, env, err := b.home(ctx)
	if err != nil {
		return "", err
	}
	watch := exec.CommandContext(ctx, b.drill, "watch", "backpressure-copy", "--sandbox", "local")
	watch.Dir, watch.Env = dir, env
	terminal, err := pty.Start(watch)
	if err != nil {
		return "", err
	}
	defer terminal.Close()
	shown, err := until(terminal, "quit")
	if err != nil {
		return "", fmt.Errorf("drill watch ended: %w: %s", err, shown)
	}
	resident, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", watch.Process.Pid))
	if err != nil {
		return "", fmt.Errorf("%w: %v", errUnavailable, err)
	}
	_ = watch.Process.Signal(syscall.SIGINT)
	_, _ = io.Copy(io.Discard, terminal)
	_ = watch.Wait()
	for line := range strings.Lines(string(resident)) {
		if text, found := strings.CutPrefix(line, "VmRSS:"); found {
			var kib int
			if _, err := fmt.Sscan(text, &kib); err != nil {
				return "", err
			}
			return fmt.Sprintf("%.1f MB", float64(kib)*1024/1e6), nil
		}
	}
	return "", errors.New("the kernel tells no resident memory")
}

// until reads a terminal up to a word.
func until(terminal io.Reader, word string) (string, error) {
	var seen strings.Builder
	buffer := make([]byte, 4096)
	for !strings.Contains(seen.String(), word) {
		n, err := terminal.Read(buffer)
		seen.Write(buffer[:n])
		if err != nil {
			return seen.String(), err
		}
	}
	return seen.String(), nil
}

// verifyTime proves all exercises once with what was cached.
func verifyTime(ctx context.Context, b *bench) (string, error) {
	_, env, err := b.home(ctx)
	if err != nil {
		return "", err
	}
	if _, err := b.verdict(ctx, b.local, graders.Go).time(); err != nil { // makes the Go bundle
		return "", err
	}
	c := exec.CommandContext(ctx, b.drill, "verify", "--seeds", "1", "--sandbox", "local", "--quiet")
	c.Env = env
	started := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w: %.600s", c, err, out)
	}
	return fmt.Sprintf("%.1f s", time.Since(started).Seconds()), nil
}
