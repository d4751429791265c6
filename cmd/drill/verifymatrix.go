package main

import (
	"bytes"
	"time"

	"drill/internal/verify"
)

// printMatrices prints the kill matrices of a proof, one a language.
func (a *app) printMatrices(proof verify.Proof) {
	c := a.console
	for _, m := range proof.Matrices() {
		c.Println()
		c.Println(c.Bold(m.Title) + ", " + m.Language.Title())
		c.Printf("%s", m.Table(verify.TableOptions{Width: c.Width(), Words: c.ASCII, Good: c.Green, Bad: c.Red, Dim: c.Dim}))
	}
}

// writeMatrices writes the page and says where it is.
func (a *app) writeMatrices(file string, proofs []verify.Proof) error {
	var page bytes.Buffer
	if err := verify.HTML(&page, proofs, time.Now()); err != nil {
		return err
	}
	return a.writePage(file, page.Bytes())
}
