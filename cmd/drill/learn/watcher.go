package learn

import (
	"bytes"
	"context"
	"sync"
	"time"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/workspace"
)

// watcher follows one task in one loop: saves, keys and verdicts come in, one
// grading at most is under way.
type watcher struct {
	app     *app.App
	sandbox app.Sandbox
	task    *task
	keys    <-chan rune
	graded  []byte // the source that was graded last
	current *grading
	report  *graders.Report // the last one
	warming sync.WaitGroup
}

// grading is a grading under way.
type grading struct {
	cancel context.CancelFunc
	done   chan outcome
}

type outcome struct {
	report *graders.Report
	err    error
}

// follow returns the task to go on with, nil when the person has enough or the
// context ends.
func (w *watcher) follow(ctx context.Context, atOnce bool) (*task, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer w.warming.Wait()
	defer cancel()
	saves, err := w.task.Watch(ctx)
	if err != nil {
		return nil, err
	}
	defer w.stop()
	w.greet()
	if atOnce {
		w.grade(ctx, true)
	} else {
		w.warm(ctx)
	}
	for {
		select {
		case <-ctx.Done():
			return nil, nil
		case _, open := <-saves:
			if !open && ctx.Err() != nil {
				return nil, nil
			}
			if !open {
				return nil, &workspace.Refusal{Problem: w.task.Dir + " is gone: drill start makes it anew"}
			}
			w.grade(ctx, false)
		case result := <-w.finished():
			w.show(ctx, result)
		case key, open := <-w.keys:
			if !open {
				return nil, nil // the terminal is gone
			}
			next, end, err := w.press(ctx, key)
			if end || err != nil {
				return next, err
			}
		}
	}
}

func (w *watcher) greet() {
	c := w.app.Console
	c.Notef("watching %s", w.app.Short(w.task.Path()))
	if w.keys != nil && !c.Quiet {
		c.Println(c.Dim(keysLine))
	}
}

// grade grades what is in the file now, instead of any grading under way. A save
// that changed nothing is graded only when asked for.
func (w *watcher) grade(ctx context.Context, asked bool) {
	solution, err := w.task.Solution()
	if err != nil {
		w.app.Console.Warnf("%v", err)
		return
	}
	if !asked && bytes.Equal(solution.Content, w.graded) {
		return
	}
	w.stop()
	w.graded = solution.Content
	ctx, cancel := context.WithCancel(ctx)
	w.current = &grading{cancel, make(chan outcome, 1)}
	done := w.current.done
	go func() {
		report, err := gradeSolution(ctx, w.app, w.sandbox, w.task.exercise, w.task.Language, solution)
		done <- outcome{report, err}
	}()
}

// finished is the channel of the grading under way; nil, which never delivers,
// when there is none.
func (w *watcher) finished() <-chan outcome {
	if w.current == nil {
		return nil
	}
	return w.current.done
}

// stop ends the grading under way and waits until nothing of it runs.
func (w *watcher) stop() {
	if w.current != nil {
		w.current.cancel()
		<-w.current.done
		w.current = nil
	}
}

func (w *watcher) show(ctx context.Context, result outcome) {
	w.current.cancel()
	w.current = nil
	c := w.app.Console
	if result.err != nil {
		c.Errorf("%v", result.err)
		return
	}
	w.report = result.report
	keepReport(w.app, result.report)
	c.Println()
	c.Println(c.Dim("graded at " + time.Now().Format("15:04:05")))
	printReport(w.app, result.report)
	w.afterwards()
	w.warm(ctx)
}

// warm gets ready for the next save. That it fails shows then.
func (w *watcher) warm(ctx context.Context) {
	w.warming.Go(func() { _ = w.sandbox.Warm(ctx, w.task.exercise, w.task.Language) })
}
