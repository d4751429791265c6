package main

import (
	"fmt"
	"io"

	"github.com/schollz/progressbar/v3"

	"drill/graders"
	"drill/internal/console"
	"drill/internal/verify"
)

// proofBar shows how far a proof is, to a person who looks on.
type proofBar struct {
	console *console.Console
	options verify.Options
	total   int // exercises
	begun   int
	bar     *progressbar.ProgressBar
}

func newProofBar(c *console.Console, chosen []*graders.Exercise, o verify.Options) *proofBar {
	return &proofBar{console: c, options: o, total: len(chosen)}
}

func (p *proofBar) begin(e *graders.Exercise) {
	p.begun++
	c := p.console
	if c.Quiet || c.ASCII || !c.Interactive {
		return
	}
	p.bar = progressbar.NewOptions(verify.Gradings(e, p.options),
		progressbar.OptionSetWriter(c.Err), progressbar.OptionSetWidth(20), progressbar.OptionShowCount(),
		progressbar.OptionSetDescription(fmt.Sprintf("%d of %d  %s", p.begun, p.total, e.Slug)),
		progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish(), progressbar.OptionSetRenderBlankState(true))
}

func (p *proofBar) step(verify.Result) {
	if p.bar != nil {
		_ = p.bar.Add(1) // a bar that cannot be drawn is no reason to stop
	}
}

func (p *proofBar) clear() {
	if p.bar != nil {
		_ = p.bar.Finish()
		io.WriteString(p.console.Err, "\r")
	}
	p.bar = nil
}
