// Package exercises is the catalogue: one folder an exercise, under one folder a
// track. The list of them is generated; adding one touches no other file by hand.
package exercises

import (
	"cmp"
	"slices"

	"drill/graders"
)

//go:generate go run ./internal/list

// All returns every exercise, by track and by place in the track.
func All() []*graders.Exercise {
	all := listed()
	slices.SortStableFunc(all, func(a, b *graders.Exercise) int {
		return cmp.Or(cmp.Compare(trackPlace(a.Track), trackPlace(b.Track)), cmp.Compare(a.Order, b.Order), cmp.Compare(a.Slug, b.Slug))
	})
	return all
}

// Find returns the exercise of a slug.
func Find(slug string) (*graders.Exercise, bool) {
	for _, e := range listed() {
		if e.Slug == slug {
			return e, true
		}
	}
	return nil, false
}

// Packages are the Go packages that the exercises' solutions may import beyond
// [graders.DefaultImports], and those that their scenarios use.
func Packages() []string {
	var packages []string
	for _, e := range All() {
		packages = append(packages, e.Imports...)
		packages = append(packages, e.ScenarioImports...)
	}
	slices.Sort(packages)
	return slices.Compact(packages)
}
