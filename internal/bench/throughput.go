package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"drill/graders"
	"drill/internal/batch"
)

// turns is in how many parts a class is graded, by one side and the other.
const turns = 4

// throughput compares drill grade with what a shell does: docker run of the same
// image and harness, with the same job and limits, two at a time. drill's side also
// judges, writes a report for each, and ends with all containers gone.
func throughput(ctx context.Context, b *bench) (string, error) {
	shell, err := b.shellRuns(ctx)
	if err != nil {
		return "", err
	}
	if _, err := b.gradeClass(ctx, 2); err != nil { // makes the image where there is none
		return "", err
	}
	return b.race(func(n int) (time.Duration, error) { return b.gradeClass(ctx, n) }, shell)
}

// race lets the two sides of a throughput take turns with parts of a class.
func (b *bench) race(one func(n int) (time.Duration, error), shell func(n int) side) (string, error) {
	part := max(b.submissions/turns, 1)
	var ours, theirs time.Duration
	for range turns {
		took, err := one(part)
		if err != nil {
			return "", err
		}
		ours += took
		if took, err = shell(part).time(); err != nil {
			return "", err
		}
		theirs += took
	}
	rate := func(d time.Duration) float64 { return float64(turns*part) / d.Seconds() }
	return fmt.Sprintf("%.1f  (%.1f / %.1f submissions a second)", theirs.Seconds()/ours.Seconds(), rate(ours), rate(theirs)), nil
}

// steadiness grades five classes in one go and compares the last with the first.
func steadiness(ctx context.Context, b *bench) (string, error) {
	if err := b.needDocker(); err != nil {
		return "", err
	}
	const classes = 5
	results, err := os.MkdirTemp(b.temp, "results-")
	if err != nil {
		return "", err
	}
	if _, err := b.gradeInto(ctx, results, classes*b.submissions); err != nil {
		return "", err
	}
	began, err := starts(results)
	if err != nil {
		return "", err
	}
	n := b.submissions
	first, last := began[n].Sub(began[0]), began[len(began)-1].Sub(began[len(began)-1-n])
	return fmt.Sprintf("%.2f  (%d submissions in %.1f s / %.1f s)", last.Seconds()/first.Seconds(), n, last.Seconds(), first.Seconds()), nil
}

// starts are the times at which submissions were begun, in order.
func starts(results string) ([]time.Time, error) {
	text, err := os.ReadFile(filepath.Join(results, batch.JournalName))
	if err != nil {
		return nil, err
	}
	var all []time.Time
	for line := range bytes.Lines(text) {
		var outcome batch.Outcome
		if json.Unmarshal(line, &outcome) == nil && outcome.Report != nil {
			all = append(all, outcome.Report.Started)
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return all, nil
}

// gradeClass times drill grade with a number of references.
func (b *bench) gradeClass(ctx context.Context, n int) (time.Duration, error) {
	results, err := os.MkdirTemp(b.temp, "results-")
	if err != nil {
		return 0, err
	}
	return b.gradeInto(ctx, results, n)
}

func (b *bench) gradeInto(ctx context.Context, results string, n int) (time.Duration, error) {
	class, err := b.class(n)
	if err != nil {
		return 0, err
	}
	return command(ctx, "", b.drill, "grade", class, "--exercise", b.exercise.Slug, "--sandbox", "docker",
		"--out", results, "--resume", "--quiet").time()
}

// class writes a folder with references, each a little different.
func (b *bench) class(n int) (string, error) {
	dir, err := os.MkdirTemp(b.temp, "class-")
	if err != nil {
		return "", err
	}
	solution, err := b.exercise.Reference(graders.Node)
	if err != nil {
		return "", err
	}
	for i := range n {
		one := filepath.Join(dir, fmt.Sprintf("s%04d", i))
		if err := os.Mkdir(one, 0o755); err != nil {
			return "", err
		}
		text := fmt.Appendf(nil, "%s\n// %d\n", solution.Content, i)
		if err := os.WriteFile(filepath.Join(one, solution.Name), text, 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
}
