package timeline

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/rivo/uniseg"

	"drill/graders"
)

// style is what a piece of text is, from which its colour follows.
type style int

const (
	plain style = iota
	faint
	bold
	bad
	good
	printed
)

type segment struct {
	style style
	text  string
}

type glyphs struct{ bar, failed, cut string }

// printer writes lines that never exceed a width and never split a character.
type printer struct {
	out    strings.Builder
	width  int
	ascii  bool
	color  bool
	glyphs glyphs
}

func newPrinter(o Options) *printer {
	p := &printer{width: o.columns(), ascii: o.ASCII, color: o.Color, glyphs: glyphs{"─", "✗", "…"}}
	if o.ASCII {
		p.glyphs = glyphs{"=", "!", "..."}
	}
	return p
}

// line writes segments on one line and cuts what does not fit.
func (p *printer) line(segments ...segment) {
	var whole strings.Builder
	for i, s := range segments {
		segments[i].text = p.letters(s.text)
		whole.WriteString(segments[i].text)
	}
	room := uniseg.StringWidth(strings.TrimRight(whole.String(), " "))
	over := room > p.width
	if over {
		room = p.width - uniseg.StringWidth(p.glyphs.cut)
	}
	var line strings.Builder
	for _, s := range segments {
		part := cut(s.text, room)
		room -= uniseg.StringWidth(part)
		line.WriteString(p.paint(s.style, part))
	}
	if over {
		line.WriteString(p.glyphs.cut)
	}
	p.out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// letters spells out what is not ASCII where only ASCII may be written.
func (p *printer) letters(text string) string {
	if !p.ascii {
		return text
	}
	var plain strings.Builder
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			plain.WriteRune(r)
		case r == '…':
			plain.WriteString("...")
		case r < 0x10000:
			fmt.Fprintf(&plain, `\u%04x`, r)
		default:
			fmt.Fprintf(&plain, `\u{%x}`, r)
		}
	}
	return plain.String()
}

func (p *printer) paint(s style, text string) string {
	attributes := map[style][]color.Attribute{
		faint: {color.Faint}, bold: {color.Bold}, bad: {color.FgRed, color.Bold}, good: {color.FgGreen}, printed: {color.FgCyan},
	}[s]
	if !p.color || attributes == nil || strings.TrimSpace(text) == "" {
		return text
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(text)
}

func pad(text string, width int) string {
	return strings.Repeat(" ", max(0, width-len(text))) + text
}

func kindStyle(kind string) style {
	switch kind {
	case "stdout", "stderr":
		return printed
	case "uncaught error", "unhandled rejection":
		return bad
	}
	return bold
}

func outcomeStyle(outcome graders.Outcome) style {
	if outcome == graders.Ended {
		return good
	}
	return bad
}
