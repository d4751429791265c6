package exercises

import (
	"slices"

	"drill/graders"
)

// Track is a chapter of the handbook.
type Track struct {
	Slug  string `json:"slug"`
	Title string `json:"title"`
}

// chapters are the handbook's, in its order.
func chapters() []Track {
	return []Track{
		{"event-loop", "Event loop and asynchronous code"},
		{"streams", "Streams and buffers"},
		{"performance", "Performance"},
		{"clustering", "Clusters and worker threads"},
		{"security", "Security"},
		{"web", "Web frameworks"},
		{"database", "Databases"},
		{"testing", "Testing"},
		{"patterns", "Design patterns"},
		{"microservices", "Microservices"},
		{"errors", "Error handling"},
		{"authorization", "Authorization"},
		{"api-design", "API design"},
		{"memory", "Memory"},
		{"real-world", "Real-world systems"},
	}
}

// Chapters returns all tracks, with exercises or without, in order.
func Chapters() []Track { return chapters() }

// Tracks returns the tracks that have exercises, in order.
func Tracks() []Track {
	return slices.DeleteFunc(chapters(), func(t Track) bool { return len(InTrack(t.Slug)) == 0 })
}

// FindTrack returns the track of a slug, if it has exercises.
func FindTrack(slug string) (Track, bool) {
	tracks := Tracks()
	i := slices.IndexFunc(tracks, func(t Track) bool { return t.Slug == slug })
	if i < 0 {
		return Track{}, false
	}
	return tracks[i], true
}

// InTrack returns the exercises of a track in order.
func InTrack(slug string) []*graders.Exercise {
	return slices.DeleteFunc(All(), func(e *graders.Exercise) bool { return e.Track != slug })
}

// trackPlace orders tracks; an unknown one comes last.
func trackPlace(slug string) int {
	all := chapters()
	if i := slices.IndexFunc(all, func(t Track) bool { return t.Slug == slug }); i >= 0 {
		return i
	}
	return len(all)
}
