package console

import "github.com/fatih/color"

// Bold, Dim, Green, Red, Yellow and Cyan dress text for the output; without
// colour they return it as it is.

// Bold is for headings.
func (c *Console) Bold(text string) string { return c.dress(text, color.Bold) }

// Dim is for what can be skipped.
func (c *Console) Dim(text string) string { return c.dress(text, color.Faint) }

// Green is for what holds.
func (c *Console) Green(text string) string { return c.dress(text, color.FgGreen) }

// Red is for what does not hold.
func (c *Console) Red(text string) string { return c.dress(text, color.FgRed) }

// Yellow is for what needs attention.
func (c *Console) Yellow(text string) string { return c.dress(text, color.FgYellow) }

// Cyan is for names and commands to type.
func (c *Console) Cyan(text string) string { return c.dress(text, color.FgCyan) }

func (c *Console) dress(text string, attribute color.Attribute) string {
	if !c.colour || text == "" {
		return text
	}
	style := color.New(attribute)
	style.EnableColor() // the decision is the console's, not the library's
	return style.Sprint(text)
}

// Coloured reports whether the output has colours, for drawings that bring their
// own.
func (c *Console) Coloured() bool { return c.colour }
