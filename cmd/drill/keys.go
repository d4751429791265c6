package main

import (
	"context"
	"unicode"
)

const keysLine = "keys: h hint, p prompt, t trace, r run again, n next (when all passed), q quit"

// Control keys that mean quit where the terminal does not make signals of them.
const (
	ctrlC = '\x03'
	ctrlD = '\x04'
)

// press acts on a key. The end of watching is reported with the task to go on
// with, if any.
func (w *watcher) press(ctx context.Context, key rune) (next *task, end bool, err error) {
	switch unicode.ToLower(key) {
	case 'q', ctrlC, ctrlD:
		return nil, true, nil
	case 'r':
		w.begin(ctx, true)
	case 'h':
		w.hint()
	case 'p':
		w.warnIf(w.app.printPrompt(w.task.exercise, w.task.Language))
	case 't':
		w.trace()
	case 'n':
		next, err = w.next()
		return next, next != nil, err
	case '\n', '\r', ' ':
	default:
		w.app.console.Println(w.app.console.Dim(keysLine))
	}
	return nil, false, nil
}

func (w *watcher) hint() {
	hint, err := w.app.nextHint(w.task, "")
	if err != nil {
		w.warnIf(err)
		return
	}
	w.app.printHint(hint)
}

func (w *watcher) trace() {
	if w.report == nil {
		w.app.console.Println("Nothing was run yet: press r.")
		return
	}
	w.warnIf(w.app.drawTrace(w.report, ""))
}

// next prepares the exercise that follows, when this one has passed.
func (w *watcher) next() (*task, error) {
	c := w.app.console
	p, err := w.app.progress()
	if err != nil {
		return nil, err
	}
	if !p.Solved(w.task.exercise.Slug, w.task.Language) {
		c.Println("Not all concepts hold yet. drill next --skip leaves this one unsolved.")
		return nil, nil
	}
	following := w.app.catalogue().next(w.task.exercise, w.task.Language, p)
	if following == nil {
		c.Println("Everything is solved: there is no next exercise.")
		return nil, nil
	}
	next, isNew, err := w.app.begin(following, w.task.Language)
	if err != nil {
		return nil, err
	}
	c.Println()
	w.app.introduce(next, isNew)
	return next, nil
}

// afterwards says what can be done about the report that was just shown.
func (w *watcher) afterwards() {
	c := w.app.console
	switch {
	case c.Quiet:
	case w.report.Passed() && w.keys != nil:
		c.Println("\n" + c.Green("All concepts hold.") + w.app.wayOn(w.report.Exercise, w.report.Language) + " Press n to go on.")
	case w.keys != nil:
		c.Println("\n" + c.Dim(keysLine))
	default:
		w.app.suggest(w.report)
	}
}

func (w *watcher) warnIf(err error) {
	if err != nil {
		w.app.console.Warnf("%v", err)
	}
}
