package report

import (
	"fmt"
	"strconv"

	"drill/graders"
	"drill/graders/concepts"
)

// detailLimit is how many bytes of text each thing about a verdict has.
const detailLimit = 16 << 10

// detail is one thing to know about a verdict.
type detail struct{ label, text string }

func titleOf(id string) string {
	if c, ok := concepts.Find(id); ok {
		return c.Title
	}
	return id
}

// tell lists what the report says about a verdict, most telling first.
func (t test) tell(v graders.Verdict) []detail {
	var all []detail
	switch {
	case v.Status == graders.Blocked:
		all = append(all, detail{"waits for", t.blockedBy})
	case v.Flaky != nil:
		all = append(all, detail{"flaky", "it failed at first and passed when run again; at first:"})
		all = append(all, failureDetails(v.Flaky)...)
	case !v.Passed():
		all = append(all, failureDetails(v.Failure)...)
		all = append(all, placeOf(v.Problem).details()...)
		if len(all) == 0 && v.Reason != v.Claim {
			all = append(all, detail{"reason", line(v.Reason)})
		}
	}
	all = known(all)
	for i := range all {
		all[i].text = cutBytes(all[i].text, detailLimit, cutNote)
	}
	return all
}

func known(all []detail) []detail {
	var some []detail
	for _, d := range all {
		if d.text != "" {
			some = append(some, d)
		}
	}
	return some
}

func failureDetails(f *graders.Failure) []detail {
	if f == nil {
		return nil
	}
	when := ""
	switch {
	case f.At != nil && f.Scenario != "":
		when = strconv.FormatFloat(*f.At, 'f', -1, 64) + " ms into " + line(f.Scenario)
	case f.Scenario != "":
		when = "in " + line(f.Scenario)
	}
	return []detail{{"expected", line(f.Expected)}, {"seen", line(f.Seen)}, {"when", when}}
}

func (p *place) details() []detail {
	if p == nil {
		return nil
	}
	return []detail{{"error", p.message}, {"at", p.String()}}
}

// String is file:line, as far as they are known.
func (p *place) String() string {
	if p == nil || p.file == "" || p.line < 1 {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.file, p.line)
}
