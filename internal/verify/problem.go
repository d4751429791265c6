package verify

import (
	"fmt"
	"path"

	"drill/graders"
)

// Problem is something an author has to mend.
type Problem struct {
	// Folder is the exercise's, below exercises/.
	Folder string `json:"folder"`
	// File is the path within the folder, followed by ":" and a line where one
	// stands out.
	File string `json:"file"`
	// What is wrong and what to do, to be read after the file's name.
	What string `json:"what"`
	// Draft is set when the file waits for its author: a placeholder of the
	// skeleton is still in it.
	Draft bool `json:"draft,omitempty"`
}

// String names the file from the project's root and what is wrong with it.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s", path.Join("exercises", p.Folder, p.File), p.What)
}

func problem(e *graders.Exercise, file, format string, args ...any) Problem {
	return Problem{Folder: folderOf(e), File: file, What: fmt.Sprintf(format, args...)}
}

// folderOf is where an exercise must be.
func folderOf(e *graders.Exercise) string { return path.Join(e.Track, e.Slug) }
