package author

import (
	"fmt"
	"io"

	"github.com/schollz/progressbar/v3"

	"drill/graders"
	"drill/internal/console"
	"drill/internal/verify"
)

// proofBar shows how far proofs are, to a person who looks on.
type proofBar struct {
	console *console.Console
	chosen  []*graders.Exercise
	bar     *progressbar.ProgressBar // nil where nobody looks on
}

func newProofBar(c *console.Console, chosen []*graders.Exercise, o verify.Options) *proofBar {
	p := &proofBar{console: c, chosen: chosen}
	if c.Quiet || c.ASCII || !c.Interactive {
		return p
	}
	gradings := 0
	for _, e := range chosen {
		gradings += verify.Gradings(e, o)
	}
	p.bar = progressbar.NewOptions(gradings,
		progressbar.OptionSetWriter(c.Err), progressbar.OptionSetWidth(20), progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish(), progressbar.OptionSetRenderBlankState(true))
	p.name(0)
	return p
}

// name draws the bar with the name of the exercise after those that are done.
func (p *proofBar) name(done int) {
	if done < len(p.chosen) {
		p.bar.Describe(fmt.Sprintf("%d of %d  %s", done+1, len(p.chosen), p.chosen[done].Slug))
	}
}

// next makes room for what is said about an exercise. The bar is back with the next
// step.
func (p *proofBar) next(done int) {
	if p.bar != nil {
		p.name(done)
		_ = p.bar.Clear() // a bar that cannot be drawn is no reason to stop
	}
}

func (p *proofBar) step(verify.Result) {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

func (p *proofBar) clear() {
	if p.bar != nil {
		_ = p.bar.Finish()
		io.WriteString(p.console.Err, "\r")
	}
}
