package author

import (
	"io"
	"sync"

	"github.com/schollz/progressbar/v3"

	"drill/internal/console"
)

// mutantsBar shows how far the mutants are, to a person who looks on. How much there is to do
// shows on the way.
type mutantsBar struct {
	console *console.Console

	mu  sync.Mutex
	bar *progressbar.ProgressBar // nil where nobody looks on
}

func newMutantsBar(c *console.Console) *mutantsBar {
	b := &mutantsBar{console: c}
	if !c.Quiet && !c.ASCII && c.Interactive {
		b.bar = progressbar.NewOptions(1,
			progressbar.OptionSetWriter(c.Err), progressbar.OptionSetWidth(20), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish(), progressbar.OptionSetDescription("mutants"))
	}
	return b
}

func (b *mutantsBar) step(done, all int) {
	if b.bar == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bar.ChangeMax(all + 1) // a bar that is full prints no more
	_ = b.bar.Set(done)      // a bar that cannot be drawn is no reason to stop
}

// pause makes room for a result.
func (b *mutantsBar) pause() {
	if b.bar != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		_ = b.bar.Clear()
	}
}

func (b *mutantsBar) clear() {
	if b.bar != nil {
		_ = b.bar.Finish()
		io.WriteString(b.console.Err, "\r")
	}
}
