package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// side is one of two things that are compared. Prepare is not counted.
type side struct {
	prepare func() error
	run     func() error
}

// compare lets two sides take turns and tells the ratio of their medians.
func (b *bench) compare(one, other side) (string, error) {
	var first, second []time.Duration
	for range b.rounds {
		for _, turn := range []struct {
			side
			times *[]time.Duration
		}{{one, &first}, {other, &second}} {
			took, err := turn.time()
			if err != nil {
				return "", err
			}
			*turn.times = append(*turn.times, took)
		}
	}
	a, z := median(first), median(second)
	return fmt.Sprintf("%.2f  (%s / %s)", float64(a)/float64(z), short(a), short(z)), nil
}

func (s side) time() (time.Duration, error) {
	if s.prepare != nil {
		if err := s.prepare(); err != nil {
			return 0, err
		}
	}
	started := time.Now()
	err := s.run()
	return time.Since(started), err
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

func short(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// environment leaves the person's own settings for node out, as the sandboxes do:
// some of them double the time it takes to start.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(setting string) bool {
		return strings.HasPrefix(setting, "NODE_OPTIONS=") || strings.HasPrefix(setting, "NODE_EXTRA_CA_CERTS=")
	})
}

// command is a side that runs a program to its end.
func command(ctx context.Context, dir, name string, args ...string) side {
	return side{run: func() error {
		c := exec.CommandContext(ctx, name, args...)
		c.Dir, c.Env = dir, environment()
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %.300s", c, err, out)
		}
		return nil
	}}
}
