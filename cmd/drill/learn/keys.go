package learn

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
		w.grade(ctx, true)
	case 'h':
		w.hint()
	case 'p':
		w.warnIf(printPrompt(w.app, w.task.exercise, w.task.Language))
	case 't':
		w.trace()
	case 'n':
		next, err = w.next()
		return next, next != nil, err
	case '\n', '\r', ' ':
	default:
		w.app.Console.Println(w.app.Console.Dim(keysLine))
	}
	return nil, false, nil
}

func (w *watcher) hint() {
	hint, err := nextHint(w.app, w.task, "")
	if err != nil {
		w.warnIf(err)
		return
	}
	printHint(w.app, hint)
}

func (w *watcher) trace() {
	if w.report == nil {
		w.app.Console.Println("Nothing was run yet: press r.")
		return
	}
	w.warnIf(drawTrace(w.app, w.report, ""))
}

// next prepares the exercise that follows, when this one has passed.
func (w *watcher) next() (*task, error) {
	c := w.app.Console
	p, err := loadProgress(w.app)
	if err != nil {
		return nil, err
	}
	if !p.Solved(w.task.exercise.Slug, w.task.Language) {
		c.Println("Not all concepts hold yet. drill next --skip leaves this one unsolved.")
		return nil, nil
	}
	e := following(w.app.Catalogue(), w.task.exercise, w.task.Language, p)
	if e == nil {
		c.Println("Everything is solved: there is no next exercise.")
		return nil, nil
	}
	next, isNew, err := prepareTask(w.app, e, w.task.Language)
	if err != nil {
		return nil, err
	}
	c.Println()
	introduce(w.app, next, isNew)
	return next, nil
}

// afterwards says what can be done about the report that was just shown.
func (w *watcher) afterwards() {
	c := w.app.Console
	switch {
	case c.Quiet:
	case w.report.Passed() && w.keys != nil:
		c.Println("\n" + c.Green("All concepts hold.") + wayOn(w.app, w.report.Exercise, w.report.Language) + " Press n to go on.")
	case w.keys != nil:
		c.Println("\n" + c.Dim(keysLine))
	default:
		suggest(w.app, w.report)
	}
}

func (w *watcher) warnIf(err error) {
	if err != nil {
		w.app.Console.Warnf("%v", err)
	}
}
