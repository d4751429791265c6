package main

import (
	"drill/graders"
	"drill/internal/console"
	"drill/internal/progress"
)

// suggest says what to do after a report: look at a hint, or go on. What could not
// be loaded has its error to go by.
func (a *app) suggest(report *graders.Report) {
	if a.console.Quiet || report.Load != nil {
		return
	}
	a.console.Println()
	if !report.Passed() {
		a.command("drill hint", "a hint about what failed first")
		a.command("drill trace", "what ran when")
		return
	}
	a.console.Println(a.console.Green("All concepts hold.") + a.wayOn(report.Exercise, report.Language))
}

// wayOn says what comes next in the track.
func (a *app) wayOn(slug string, l graders.Language) string {
	p, err := a.progress()
	if err != nil {
		return ""
	}
	e, err := a.catalogue().find(slug)
	if err != nil {
		return ""
	}
	next := a.catalogue().next(e, l, p)
	if next == nil {
		return " That was the last exercise there is in " + l.Title() + "."
	}
	return " Next: " + a.console.Cyan(next.Slug) + ", " + next.Title + " (drill next)."
}

func (a *app) command(name, what string) {
	a.console.Printf("  %s  %s\n", a.console.Cyan(console.Pad(name, len("drill trace"))), what)
}

// next returns the unsolved exercise that follows one: in its track, from the
// place after it and round, then in the tracks that follow. It returns nil when
// everything else is solved.
func (c *catalogue) next(after *graders.Exercise, l graders.Language, p *progress.Progress) *graders.Exercise {
	open := func(e *graders.Exercise) bool { return e.Slug != after.Slug && !p.Solved(e.Slug, l) }
	track := c.inTrack(after.Track)
	for _, candidates := range [][]*graders.Exercise{rotate(track, after), rotate(c.all, after)} {
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
