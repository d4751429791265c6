package workspace

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long a folder must be quiet after a change: an editor that saves
// by writing, renaming and setting modes is one save.
const settle = 50 * time.Millisecond

// Watch reports saves of the solution until the context ends or the folder goes
// away, then closes the channel. It watches the folder, because many editors put
// a new file in the old one's place.
func (w *Workspace) Watch(ctx context.Context) (<-chan struct{}, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("cannot watch files: %w: run drill test after each change instead", err)
	}
	if err := watcher.Add(w.Dir); err != nil {
		watcher.Close()
		return nil, explain("watch", w.Dir, err)
	}
	changes := make(chan struct{})
	go w.follow(ctx, watcher, changes)
	return debounce(changes), nil
}

// follow hands on the changes of solution files, and closes the watcher and the
// channel at the end.
func (w *Workspace) follow(ctx context.Context, watcher *fsnotify.Watcher, changes chan<- struct{}) {
	defer close(changes)
	defer watcher.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case <-watcher.Errors: // an overflowing queue: something changed
		case event := <-watcher.Events:
			if event.Name == w.Dir && event.Has(fsnotify.Remove|fsnotify.Rename) {
				return
			}
			name := filepath.Base(event.Name)
			if event.Op == fsnotify.Chmod || !slices.Contains(w.Language.SolutionFiles(), name) {
				continue
			}
		}
		select {
		case changes <- struct{}{}:
		case <-ctx.Done():
			return
		}
	}
}

// debounce turns each burst of changes into one save, sent when the burst is
// over. A save that nobody took yet stands for the later ones too.
func debounce(changes <-chan struct{}) <-chan struct{} {
	saves := make(chan struct{}, 1)
	go func() {
		defer close(saves)
		quiet := time.NewTimer(settle)
		quiet.Stop()
		defer quiet.Stop()
		for {
			select {
			case _, open := <-changes:
				if !open {
					return
				}
				quiet.Reset(settle)
			case <-quiet.C:
				select {
				case saves <- struct{}{}:
				default:
				}
			}
		}
	}()
	return saves
}
