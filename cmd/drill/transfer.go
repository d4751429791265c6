package main

import (
	"io"
	"sync"

	"github.com/schollz/progressbar/v3"

	"drill/sandbox/image"
)

// transfer shows how far the making of an image is: a bar where a person looks
// on, a line for each stage where that was asked for, else one line in all.
// Several jobs may report to one.
type transfer struct {
	app *app

	mu     sync.Mutex
	stages bool
	said   bool
	stage  string
	bar    *progressbar.ProgressBar
}

func (t *transfer) step(p image.Progress) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p.Stage != t.stage {
		t.clear()
		t.stage = p.Stage
		t.say(p.Stage)
	}
	c := t.app.console
	if p.Total <= 0 || c.Quiet || c.ASCII || !c.Interactive {
		return
	}
	if t.bar == nil {
		t.bar = progressbar.NewOptions64(p.Total,
			progressbar.OptionSetWriter(c.Err), progressbar.OptionSetDescription(p.Stage),
			progressbar.OptionShowBytes(true), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
	}
	t.bar.ChangeMax64(p.Total)
	_ = t.bar.Set64(p.Done)
}

func (t *transfer) say(stage string) {
	switch {
	case t.stages:
		t.app.console.Notef("%s", stage)
	case !t.said:
		t.app.console.Notef("making the runner image, once: this takes some seconds")
	}
	t.said = true
}

// end takes the bar away.
func (t *transfer) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clear()
}

func (t *transfer) clear() {
	if t.bar != nil {
		_ = t.bar.Finish()
		io.WriteString(t.app.console.Err, "\r")
	}
	t.bar, t.stage = nil, ""
}
