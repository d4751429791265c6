package learn

import (
	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/console"
	"drill/internal/progress"
)

// suggest says what to do after a report: look at a hint, or go on. What could not
// be loaded has its error to go by.
func suggest(a *app.App, report *graders.Report) {
	if a.Console.Quiet || report.Load != nil {
		return
	}
	a.Console.Println()
	if !report.Passed() {
		printCommand(a, "drill hint", "a hint about what failed first")
		printCommand(a, "drill trace", "what ran when")
		return
	}
	a.Console.Println(a.Console.Green("All concepts hold.") + wayOn(a, report.Exercise, report.Language))
}

// wayOn says what comes next in the track.
func wayOn(a *app.App, slug string, l graders.Language) string {
	p, err := loadProgress(a)
	if err != nil {
		return ""
	}
	e, err := a.Catalogue().Find(slug)
	if err != nil {
		return ""
	}
	next := following(a.Catalogue(), e, l, p)
	if next == nil {
		return " That was the last exercise there is in " + l.Title() + "."
	}
	return " Next: " + a.Console.Cyan(next.Slug) + ", " + next.Title + " (drill next)."
}

func printCommand(a *app.App, name, what string) {
	a.Console.Printf("  %s  %s\n", a.Console.Cyan(console.Pad(name, len("drill trace"))), what)
}

// following returns the unsolved exercise that follows one: in its track, from the
// place after it and round, then in the tracks that follow. It returns nil when
// everything else is solved.
func following(c *app.Catalogue, after *graders.Exercise, l graders.Language, p *progress.Progress) *graders.Exercise {
	open := func(e *graders.Exercise) bool { return e.Slug != after.Slug && !p.Solved(e.Slug, l) }
	track := c.InTrack(after.Track)
	for _, candidates := range [][]*graders.Exercise{rotate(track, after), rotate(c.All, after)} {
		for _, e := range candidates {
			if open(e) {
				return e
			}
		}
	}
	return nil
}

// rotate returns the list from the place behind an exercise, then from the start.
func rotate(list []*graders.Exercise, behind *graders.Exercise) []*graders.Exercise {
	for i, e := range list {
		if e.Slug == behind.Slug {
			return append(append([]*graders.Exercise{}, list[i+1:]...), list[:i]...)
		}
	}
	return list
}
