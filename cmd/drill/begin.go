package main

import (
	"fmt"
	"path/filepath"

	"drill/graders"
	"drill/internal/workspace"
)

// begin makes or finds the folder of an exercise and remembers it as the last.
func (a *app) begin(e *graders.Exercise, l graders.Language) (*task, bool, error) {
	base, err := a.base()
	if err != nil {
		return nil, false, err
	}
	w, isNew, err := workspace.Create(base, e, l)
	if err != nil {
		return nil, false, err
	}
	t := &task{w, e}
	a.rememberTask(t)
	return t, isNew, nil
}

// firstOpen returns the first exercise that is not solved, or the only one.
func (a *app) firstOpen(candidates []*graders.Exercise, l graders.Language) (*graders.Exercise, error) {
	if len(candidates) == 1 {
		return candidates[0], nil
	}
	p, err := a.progress()
	if err != nil {
		return nil, err
	}
	for _, e := range candidates {
		if !p.Solved(e.Slug, l) {
			return e, nil
		}
	}
	a.console.Notef("all of %s is solved in %s: beginning with the first again", candidates[0].Track, l.Title())
	return candidates[0], nil
}

// introduce says in a few lines what the exercise is and what to do.
func (a *app) introduce(t *task, isNew bool) {
	c := a.console
	if c.Quiet {
		return
	}
	e := t.exercise
	c.Println(c.Bold(e.Title))
	c.Println(c.Dim(fmt.Sprintf("%s, %s, %s", e.Slug, a.place(e), t.Language.Title())))
	if e.Summary != "" {
		c.Println(e.Summary)
	}
	c.Println()
	read := a.short(filepath.Join(t.Dir, "README.md"))
	edit := a.short(t.Path())
	verb := "Edit "
	if !isNew {
		verb = "Go on with "
	}
	c.Printf("  1. Read %s\n  2. %s%s\n", c.Cyan(read), verb, c.Cyan(edit))
	if c.Interactive {
		c.Println("  3. Save: every concept is graded at once")
	} else {
		c.Printf("  3. Run %s\n", c.Cyan("drill test "+a.short(t.Dir)))
	}
	c.Println()
}

// place says where in its track an exercise is.
func (a *app) place(e *graders.Exercise) string {
	track := a.catalogue().inTrack(e.Track)
	for i, other := range track {
		if other.Slug == e.Slug {
			return fmt.Sprintf("%s %d of %d", e.Track, i+1, len(track))
		}
	}
	return e.Track
}
