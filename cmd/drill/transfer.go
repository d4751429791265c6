package main

import (
	"io"

	"github.com/schollz/progressbar/v3"

	"drill/sandbox/image"
)

// transfer shows how far the making of an image is: a bar where a person looks
// on, a line for each stage elsewhere.
type transfer struct {
	app   *app
	stage string
	bar   *progressbar.ProgressBar
}

func (a *app) newTransfer() *transfer { return &transfer{app: a} }

func (t *transfer) step(p image.Progress) {
	if p.Stage != t.stage {
		t.end()
		t.stage = p.Stage
		if p.Total <= 0 || !t.app.console.Interactive || t.app.console.ASCII {
			t.app.console.Notef("%s", p.Stage)
		}
	}
	if p.Total <= 0 || t.app.console.Quiet || t.app.console.ASCII || !t.app.console.Interactive {
		return
	}
	if t.bar == nil {
		t.bar = progressbar.NewOptions64(p.Total,
			progressbar.OptionSetWriter(t.app.console.Err), progressbar.OptionSetDescription(p.Stage),
			progressbar.OptionShowBytes(true), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
	}
	t.bar.ChangeMax64(p.Total)
	_ = t.bar.Set64(p.Done)
}

// end takes the bar away.
func (t *transfer) end() {
	if t.bar != nil {
		_ = t.bar.Finish()
		io.WriteString(t.app.console.Err, "\r")
	}
	t.bar, t.stage = nil, ""
}
