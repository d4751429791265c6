package verify

import (
	"fmt"

	"drill/graders"
)

// Problem is something an author has to mend.
type Problem struct {
	Exercise *graders.Exercise `json:"-"`
	// File is the path within the exercise's folder.
	File string `json:"file"`
	What string `json:"what"`
}

// String names the file from the project's root and what is wrong with it.
func (p Problem) String() string {
	return fmt.Sprintf("exercises/%s/%s/%s: %s", p.Exercise.Track, p.Exercise.Slug, p.File, p.What)
}
