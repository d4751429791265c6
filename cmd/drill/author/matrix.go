package author

import (
	"bytes"
	"time"

	"drill/cmd/drill/app"
	"drill/internal/verify"
)

// printMatrices prints the kill matrices of a proof, one a language.
func printMatrices(a *app.App, proof verify.Proof) {
	c := a.Console
	for _, m := range proof.Matrices() {
		c.Println()
		c.Println(c.Bold(m.Title) + ", " + m.Language.Title())
		c.Printf("%s", m.Table(verify.TableOptions{Width: c.Width(), Words: c.ASCII, Good: c.Green, Bad: c.Red, Dim: c.Dim}))
	}
}

// writeMatrices writes the page and says where it is.
func writeMatrices(a *app.App, file string, proofs []verify.Proof) error {
	var page bytes.Buffer
	if err := verify.HTML(&page, proofs, time.Now()); err != nil {
		return err
	}
	return a.WritePage(file, page.Bytes())
}
