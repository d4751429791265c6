package grade

import (
	"fmt"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/batch"
)

func (o *options) tellLikeness(outcomes []batch.Outcome, earlier map[string]earlierGrading) error {
	var all []likeness
	result := error(nil)
	for _, outcome := range outcomes {
		switch {
		case outcome.Fault != "":
			return fmt.Errorf("cannot grade %s, which is not its author's fault: %s", outcome.ID, outcome.Fault)
		case outcome.Refused != "":
			return app.Misuse("%s", outcome.Refused)
		}
		was := earlier[outcome.ID]
		l := likeness{ID: outcome.ID, Verdicts: []string{}, Environment: []string{}}
		verdicts, environment := batch.Compare(was.report, outcome.Report)
		l.Same = len(verdicts) == 0
		l.Verdicts = append(l.Verdicts, verdicts...)
		l.Environment = append(l.Environment, environment...)
		if now := app.ReadVersion().Version; was.drill != "" && was.drill != now {
			l.Environment = append(l.Environment, fmt.Sprintf("drill: %s before, %s now", was.drill, now))
		}
		if !l.Same {
			result = app.ErrFailed
		}
		all = append(all, l)
	}
	if o.json {
		if err := o.app.PrintJSON(all); err != nil {
			return err
		}
		return result
	}
	for _, l := range all {
		printLikeness(o.app, l, len(earlier[l.ID].report.Verdicts))
	}
	return result
}

func printLikeness(a *app.App, l likeness, verdicts int) {
	c := a.Console
	if l.Same {
		c.Printf("%s: the same, %s\n", l.ID, graders.Plural(verdicts, "verdict"))
	} else {
		c.Printf("%s: not the same\n", l.ID)
	}
	for _, line := range l.Verdicts {
		c.Printf("  %s\n", line)
	}
	if len(l.Environment) > 0 {
		c.Println("  graded elsewhere:")
	}
	for _, line := range l.Environment {
		c.Printf("    %s\n", line)
	}
}
