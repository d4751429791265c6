package verify

import (
	"fmt"
	"path"
	"slices"

	"drill/graders"
)

// exerciseFile is the file that declares an exercise.
const exerciseFile = "exercise.go"

// Duplicates finds slugs and places in a track that two exercises share.
func Duplicates(all []*graders.Exercise) []Problem {
	var problems []Problem
	slugs, places := map[string]*graders.Exercise{}, map[string]*graders.Exercise{}
	for _, e := range all {
		if other, taken := slugs[e.Slug]; taken {
			problems = append(problems, problem(e, exerciseFile, "has the slug %q, which %s has too: choose another", e.Slug, file(other)))
		}
		slugs[e.Slug] = e
		place := fmt.Sprintf("%s %d", e.Track, e.Order)
		if other, taken := places[place]; taken {
			problems = append(problems, problem(e, exerciseFile, "has the order %d in its track, which %s has too: choose another", e.Order, file(other)))
		}
		places[place] = e
	}
	return problems
}

// Misplaced finds folders, such as "streams/backpressure-copy", that no exercise
// says it is of: a slug or track that was copied along, or a list that is stale.
func Misplaced(folders []string, all []*graders.Exercise) []Problem {
	var problems []Problem
	for _, folder := range folders {
		if !slices.ContainsFunc(all, func(e *graders.Exercise) bool { return folderOf(e) == folder }) {
			problems = append(problems, Problem{Folder: folder, File: exerciseFile, What: fmt.Sprintf(
				"is not listed as %s: let Track and Slug be the folders' names, and run go generate ./exercises", folder)})
		}
	}
	return problems
}

func file(e *graders.Exercise) string { return path.Join("exercises", folderOf(e), exerciseFile) }
