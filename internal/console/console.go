package console

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Widths in characters. A line that is read is no wider than widest, however wide
// the terminal; a pipe gets fallbackWidth.
const (
	narrowest     = 40
	widest        = 100
	fallbackWidth = 80
)

// Console holds the streams of one command.
type Console struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	// Interactive is set when a person is at both ends: input and output are
	// terminals and the terminal is not a dumb one.
	Interactive bool
	// ASCII asks for words instead of marks and for no drawing, so that the output
	// reads well aloud.
	ASCII bool
	// Quiet drops everything but results and errors.
	Quiet bool

	colour bool
}

// New returns a console on the streams. NO_COLOR and TERM=dumb, read through
// getenv, switch colour off; see no-color.org.
func New(in io.Reader, out, err io.Writer, getenv func(string) string) *Console {
	dumb := getenv("TERM") == "dumb"
	return &Console{
		In: in, Out: out, Err: err, ASCII: dumb,
		Interactive: isTerminal(in) && isTerminal(out) && !dumb,
		colour:      isTerminal(out) && getenv("NO_COLOR") == "" && !dumb,
	}
}

// Plain turns to words instead of marks and colours.
func (c *Console) Plain() { c.ASCII, c.colour = true, false }

// Width is the number of characters a line of output may take. It is asked anew
// each time, because a window can be resized.
func (c *Console) Width() int {
	if f, ok := c.Out.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return min(max(width, narrowest), widest)
		}
	}
	return fallbackWidth
}

// Printf writes to the output. A reader that is gone shows in the exit of the
// pipe's other end; there is nobody left to tell.
func (c *Console) Printf(format string, a ...any) { fmt.Fprintf(c.Out, format, a...) }

// Println writes a line to the output.
func (c *Console) Println(a ...any) { fmt.Fprintln(c.Out, a...) }

// Notef writes a line about what drill does to the error stream, so that it never
// mixes with data; quiet drops it.
func (c *Console) Notef(format string, a ...any) {
	if !c.Quiet {
		fmt.Fprintln(c.Err, c.Dim("drill: "+lines(format, a)))
	}
}

// Warnf writes a line to the error stream that quiet does not drop.
func (c *Console) Warnf(format string, a ...any) {
	fmt.Fprintln(c.Err, c.Yellow("drill: "+lines(format, a)))
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Errorf writes why a command could not do its work.
func (c *Console) Errorf(format string, a ...any) {
	fmt.Fprintln(c.Err, c.Red("drill:")+" "+lines(format, a))
}

// lines formats a message; its further lines are set in under the first.
func lines(format string, a []any) string {
	return strings.ReplaceAll(fmt.Sprintf(format, a...), "\n", "\n       ")
}
