package timeline

import (
	"fmt"

	"drill/graders"
)

// section is one scenario of the page.
type section struct {
	ID, Name, Clock string
	Input           []fact
	Failures        []failureBox
	Runs            []runBox
}

// failureBox says what was expected and seen, under the number that the figure
// shows.
type failureBox struct {
	Number                   int
	Title, When              string
	Expected, Seen, Scenario string
}

// runBox is one run: its figures, its table and what it printed.
type runBox struct {
	ID, Title, Summary, Outcome string
	Ended                       bool
	Figures                     []figure
	Table                       []tableRow
	TableNote                   string
	Printed                     []string
}

func sectionOf(id string, run, reference *graders.Run, verdicts []graders.Verdict, o Options) section {
	s := section{ID: id, Name: spaced(run.Scenario), Clock: clockWords(run.Clock)}
	for _, f := range inputFields(run) {
		s.Input = append(s.Input, fact{spaced(f.name), valueWords(f.value)})
	}
	mine := takeOf(run, verdicts)
	takes, titles := []*take{mine}, []string{"Your run"}
	if reference != nil {
		takes, titles = append(takes, takeOf(reference, nil)), append(titles, "The reference")
	}
	scene := sceneOf(takes...)
	for _, m := range mine.marks {
		s.Failures = append(s.Failures, failureBoxOf(m, scene.decimals))
	}
	for i, t := range takes {
		s.Runs = append(s.Runs, scene.runBox(t, fmt.Sprintf("%s-%d", id, i+1), titles[i], o.limit(pageLimit)))
	}
	return s
}

func clockWords(clock graders.Clock) string {
	switch clock {
	case graders.Virtual:
		return "virtual clock: waits take no real time"
	case graders.Real:
		return "real clock"
	}
	return spaced(string(clock)) + " clock"
}

func failureBoxOf(m mark, decimals int) failureBox {
	box := failureBox{Number: m.number, Title: m.title(), Expected: m.expected, Seen: m.seen}
	if m.timed {
		box.When = "at " + clockTime(m.at, decimals) + " ms"
	}
	return box
}

// ShortPrint reports whether what was printed may be shown unfolded.
func (b runBox) ShortPrint() bool { return len(b.Printed) <= 12 }

func (s scene) runBox(t *take, id, title string, limit int) runBox {
	box := runBox{ID: id, Title: title, Outcome: ending(t.run), Ended: t.run.Outcome == graders.Ended}
	box.Summary = graders.Plural(len(t.run.Events), "event")
	if n := len(t.entries); n > 0 {
		box.Summary += ", " + span(t.entries[0].at, t.entries[n-1].at, s.decimals)
	}
	if waits := t.waitWords(); waits != "" {
		box.Summary += ", " + waits
	}
	if len(t.entries) == 0 {
		return box
	}
	for _, f := range formats() {
		box.Figures = append(box.Figures, s.figure(t, f, id, title+" of "+spaced(t.run.Scenario)))
	}
	box.Table, box.TableNote = s.table(t, limit)
	box.Printed = t.printed(limit)
	return box
}
