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
