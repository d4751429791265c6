package app

import (
	"io"
	"sync"

	"github.com/schollz/progressbar/v3"

	"drill/sandbox/image"
)

// ImageBar shows how far the making of an image is: a bar where a person looks
// on, a line for each stage where that was asked for, else one line in all.
// Several jobs may report to one.
type ImageBar struct {
	app *App

	mu     sync.Mutex
	stages bool
	said   bool
	stage  string
	bar    *progressbar.ProgressBar
}

// NewImageBar makes one that has told nothing yet; with stages it names each.
func NewImageBar(a *App, stages bool) *ImageBar { return &ImageBar{app: a, stages: stages} }

// Step shows how far it is now.
func (b *ImageBar) Step(p image.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p.Stage != b.stage {
		b.clear()
		b.stage = p.Stage
		b.say(p.Stage)
	}
	c := b.app.Console
	if p.Total <= 0 || c.Quiet || c.ASCII || !c.Interactive {
		return
	}
	if b.bar == nil {
		b.bar = progressbar.NewOptions64(p.Total,
			progressbar.OptionSetWriter(c.Err), progressbar.OptionSetDescription(p.Stage),
			progressbar.OptionShowBytes(true), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
	}
	b.bar.ChangeMax64(p.Total)
	_ = b.bar.Set64(p.Done)
}

func (b *ImageBar) say(stage string) {
	switch {
	case b.stages:
		b.app.Console.Notef("%s", stage)
	case !b.said:
		b.app.Console.Notef("making the runner image, once: this takes some seconds")
	}
	b.said = true
}

// End takes the bar away.
func (b *ImageBar) End() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
}

func (b *ImageBar) clear() {
	if b.bar != nil {
		_ = b.bar.Finish()
		io.WriteString(b.app.Console.Err, "\r")
	}
	b.bar, b.stage = nil, ""
}
