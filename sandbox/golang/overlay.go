package golang

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The table of package runtime that says which waits count as blocked on the virtual
// clock, and what is added to it.
const (
	idleTable = "var isIdleInSynctest = [len(waitReasonStrings)]bool{\n"
	idleFile  = "runtime2.go"
)

func lockWaits() []string {
	return []string{"waitReasonSyncMutexLock", "waitReasonSyncRWMutexRLock", "waitReasonSyncRWMutexLock"}
}

// durableLocks writes an overlay of package runtime in which a goroutine that waits for a
// lock is blocked, and returns its file. In Go's own synctest it is not, so that virtual time
// stands still while a lock is held across a sleep: package testing cannot know who
// will unlock. Here nobody outside the bubble does, but for goroutines that a solution
// starts while its package initialises.
func (b *builder) durableLocks(ctx context.Context) (overlay string, err error) {
	root, err := b.command.run(ctx, "env", "GOROOT")
	if err != nil {
		return "", err
	}
	file := filepath.Join(strings.TrimSpace(root), "src", "runtime", idleFile)
	content, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("the source of Go's runtime is needed: %w", err)
	}
	patched, err := withLockWaits(string(content))
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	target := filepath.Join(b.scratch, idleFile)
	if err := os.WriteFile(target, []byte(patched), 0o644); err != nil {
		return "", err
	}
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{file: target}})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(b.scratch, "overlay.json")
	return overlay, os.WriteFile(overlay, text, 0o644)
}

// withLockWaits adds the waits for locks to the table.
func withLockWaits(source string) (string, error) {
	before, after, found := strings.Cut(source, idleTable)
	table, _, ended := strings.Cut(after, "\n}")
	if !found || !ended || strings.Contains(after, idleTable) {
		return "", fmt.Errorf("the table isIdleInSynctest is not as drill knows it: use a version of Go that this drill was made for")
	}
	var added strings.Builder
	for _, wait := range lockWaits() {
		if !strings.Contains(before, "\t"+wait+" ") || strings.Contains(table, wait) {
			return "", fmt.Errorf("%s is not as drill knows it: use a version of Go that this drill was made for", wait)
		}
		added.WriteString("\t" + wait + ": true,\n")
	}
	return before + idleTable + added.String() + after, nil
}
