package main

import (
	"drill/sandbox/image"
	"drill/sandbox/node"
)

// recipes say what goes into the runner images.
func recipes() []image.Recipe {
	return []image.Recipe{
		image.Node{Harness: node.Harness(), Start: node.Entry, Flags: node.Flags(), HarnessVersion: node.Version()},
	}
}
