package learn

import (
	"fmt"
	"path/filepath"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/workspace"
)

// prepareTask makes or finds the folder of an exercise and remembers it as the last.
func prepareTask(a *app.App, e *graders.Exercise, l graders.Language) (*task, bool, error) {
	base, err := baseFolder(a)
	if err != nil {
		return nil, false, err
	}
	w, isNew, err := workspace.Create(base, e, l)
	if err != nil {
		return nil, false, err
	}
	t := &task{w, e}
	rememberTask(a, t)
	return t, isNew, nil
}

// firstOpen returns the first exercise that is not solved, or the only one.
func firstOpen(a *app.App, candidates []*graders.Exercise, l graders.Language) (*graders.Exercise, error) {
	if len(candidates) == 1 {
		return candidates[0], nil
	}
	p, err := loadProgress(a)
	if err != nil {
		return nil, err
	}
	for _, e := range candidates {
		if !p.Solved(e.Slug, l) {
			return e, nil
		}
	}
	a.Console.Notef("all of %s is solved in %s: beginning with the first again", candidates[0].Track, l.Title())
	return candidates[0], nil
}

// introduce says in a few lines what the exercise is and what to do.
func introduce(a *app.App, t *task, isNew bool) {
	c := a.Console
	if c.Quiet {
		return
	}
	e := t.exercise
	c.Println(c.Bold(e.Title))
	c.Println(c.Dim(fmt.Sprintf("%s, %s, %s", e.Slug, placeInTrack(a, e), t.Language.Title())))
	if e.Summary != "" {
		c.Println(e.Summary)
	}
	c.Println()
	read := a.Short(filepath.Join(t.Dir, "README.md"))
	edit := a.Short(t.Path())
	verb := "Edit "
	if !isNew {
		verb = "Go on with "
	}
	c.Printf("  1. Read %s\n  2. %s%s\n", c.Cyan(read), verb, c.Cyan(edit))
	if c.Interactive {
		c.Println("  3. Save: every concept is graded at once")
	} else {
		c.Printf("  3. Run %s\n", c.Cyan("drill test "+a.Short(t.Dir)))
	}
	c.Println()
}

// placeInTrack says where in its track an exercise is.
func placeInTrack(a *app.App, e *graders.Exercise) string {
	track := a.Catalogue().InTrack(e.Track)
	for i, other := range track {
		if other.Slug == e.Slug {
			return fmt.Sprintf("%s %d of %d", e.Track, i+1, len(track))
		}
	}
	return e.Track
}
