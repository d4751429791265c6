package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"

	"drill/exercises"
	"drill/graders"
)

// catalogue is the exercises a command can speak of, in order.
type catalogue struct {
	all    []*graders.Exercise
	tracks []exercises.Track
}

func fullCatalogue() *catalogue {
	return &catalogue{all: exercises.All(), tracks: exercises.Tracks()}
}

// find returns the exercise of a slug, which may have its track before it. The
// error names the nearest.
func (c *catalogue) find(name string) (*graders.Exercise, error) {
	for _, e := range c.all {
		if name == e.Slug || name == e.Track+"/"+e.Slug {
			return e, nil
		}
	}
	return nil, misuse("no exercise %q%s", name, c.advice(name, c.slugs()))
}

func (c *catalogue) slugs() []string {
	var slugs []string
	for _, e := range c.all {
		slugs = append(slugs, e.Slug)
	}
	return slugs
}

func (c *catalogue) track(slug string) (exercises.Track, bool) {
	i := slices.IndexFunc(c.tracks, func(t exercises.Track) bool { return t.Slug == slug })
	if i < 0 {
		return exercises.Track{}, false
	}
	return c.tracks[i], true
}

func (c *catalogue) inTrack(slug string) []*graders.Exercise {
	return slices.DeleteFunc(slices.Clone(c.all), func(e *graders.Exercise) bool { return e.Track != slug })
}

// trackOrExercise returns the exercises a name stands for: one, or a track's.
func (c *catalogue) trackOrExercise(name string) ([]*graders.Exercise, error) {
	if _, ok := c.track(name); ok {
		return c.inTrack(name), nil
	}
	if e, err := c.find(name); err == nil {
		return []*graders.Exercise{e}, nil
	}
	names := c.slugs()
	for _, t := range c.tracks {
		names = append(names, t.Slug)
	}
	return nil, misuse("no track or exercise %q%s", name, c.advice(name, names))
}

func (c *catalogue) advice(name string, names []string) string {
	if near := nearest(name, names); near != "" {
		return ": did you mean " + near + "?"
	}
	return ": drill list shows what there is"
}

// nearest returns the name that is closest to a mistyped one, and nothing when
// none is close.
func nearest(typed string, names []string) string {
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

// completeExercises offers slugs, and tracks where the command takes them.
func (a *app) completeExercises(tracks bool) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var offers []cobra.Completion
		if tracks {
			for _, t := range a.catalogue().tracks {
				offers = append(offers, cobra.CompletionWithDesc(t.Slug, t.Title))
			}
		}
		for _, e := range a.catalogue().all {
			if !slices.Contains(args, e.Slug) {
				offers = append(offers, cobra.CompletionWithDesc(e.Slug, e.Title))
			}
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}
