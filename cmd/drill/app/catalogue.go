package app

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"

	"drill/exercises"
	"drill/graders"
)

// Catalogue is the exercises a command can speak of, in order.
type Catalogue struct {
	All    []*graders.Exercise
	Tracks []exercises.Track
}

func fullCatalogue() *Catalogue {
	return &Catalogue{All: exercises.All(), Tracks: exercises.Tracks()}
}

// Find returns the exercise of a slug, which may have its track before it. The
// error names the nearest.
func (c *Catalogue) Find(name string) (*graders.Exercise, error) {
	for _, e := range c.All {
		if name == e.Slug || name == e.Track+"/"+e.Slug {
			return e, nil
		}
	}
	return nil, Misuse("no exercise %q%s", name, c.advice(name, c.Slugs()))
}

// Slugs are the names of all exercises.
func (c *Catalogue) Slugs() []string {
	var slugs []string
	for _, e := range c.All {
		slugs = append(slugs, e.Slug)
	}
	return slugs
}

// Track finds a track by its slug.
func (c *Catalogue) Track(slug string) (exercises.Track, bool) {
	i := slices.IndexFunc(c.Tracks, func(t exercises.Track) bool { return t.Slug == slug })
	if i < 0 {
		return exercises.Track{}, false
	}
	return c.Tracks[i], true
}

// InTrack returns the exercises of a track, in order.
func (c *Catalogue) InTrack(slug string) []*graders.Exercise {
	return slices.DeleteFunc(slices.Clone(c.All), func(e *graders.Exercise) bool { return e.Track != slug })
}

// TrackOrExercise returns the exercises a name stands for: one, or a track's.
func (c *Catalogue) TrackOrExercise(name string) ([]*graders.Exercise, error) {
	if _, ok := c.Track(name); ok {
		return c.InTrack(name), nil
	}
	if e, err := c.Find(name); err == nil {
		return []*graders.Exercise{e}, nil
	}
	names := c.Slugs()
	for _, t := range c.Tracks {
		names = append(names, t.Slug)
	}
	return nil, Misuse("no track or exercise %q%s", name, c.advice(name, names))
}

func (c *Catalogue) advice(name string, names []string) string {
	if near := Nearest(name, names); near != "" {
		return ": did you mean " + near + "?"
	}
	return ": drill list shows what there is"
}

// Nearest returns the name that is closest to a mistyped one, and nothing when
// none is close.
func Nearest(typed string, names []string) string {
	typed = strings.ToLower(typed)
	distance := func(name string) int {
		if len(typed) > 2 && strings.Contains(name, typed) {
			return 0
		}
		return levenshtein.ComputeDistance(typed, name)
	}
	if len(names) == 0 {
		return ""
	}
	best := slices.MinFunc(names, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	if distance(best) > max(2, len(best)/3) {
		return ""
	}
	return best
}

// CompleteExercises offers slugs, and tracks where the command takes them.
func (a *App) CompleteExercises(tracks bool) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var offers []cobra.Completion
		if tracks {
			for _, t := range a.Catalogue().Tracks {
				offers = append(offers, cobra.CompletionWithDesc(t.Slug, t.Title))
			}
		}
		for _, e := range a.Catalogue().All {
			if !slices.Contains(args, e.Slug) {
				offers = append(offers, cobra.CompletionWithDesc(e.Slug, e.Title))
			}
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}
