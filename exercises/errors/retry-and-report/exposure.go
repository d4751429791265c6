package retryandreport

import (
	"fmt"
	"strings"

	"drill/graders"
)

// answer is what a client may be shown.
type answer struct {
	what    string
	public  bool
	status  int
	message string
}

// expected lists the answers that the prompt asks for.
func expected(j *graders.Judge, in answersInput) []answer {
	var all []answer
	if j.Language == graders.Node {
		for _, t := range in.Node {
			status, _ := t.Status.(float64)
			all = append(all, answer{t.What, t.public(), int(status), t.Message})
		}
		return all
	}
	for _, c := range in.Go {
		l, public := c.public()
		all = append(all, answer{c.What, public, l.Status, l.Message})
	}
	return all
}

func judgeExposure(j *graders.Judge) {
	run := j.Run("answers")
	var in answersInput
	j.Input(run, &in)
	j.Happened(run, "answer", "an answer for each error")
	var hidden *graders.Event
	for _, a := range expected(j, in) {
		given := run.Matching("answer", "for", a.what)
		j.That(len(given) > 0, "an answer for "+a.what, "none")
		e := given[0]
		j.ThatAt(run, e, !e.Has("threw"), "an answer for "+a.what, "it threw "+e.Text("threw"))
		if a.public {
			j.EqualAt(run, e, "for "+a.what+": the status", a.status, e.Data["status"])
			j.EqualAt(run, e, "for "+a.what+": its message alone,", body(j, a.message), e.Data["body"])
			continue
		}
		j.EqualAt(run, e, "for "+a.what+": the status", 500, e.Data["status"])
		j.ThatAt(run, e, !strings.Contains(graders.Show(e.Data["body"]), in.Secret), "for "+a.what+": no internals in the answer", graders.Show(e.Data["body"]))
		if hidden == nil {
			aText(j, run, e)
			hidden = &e
		}
		j.EqualAt(run, e, fmt.Sprintf("for %s: the same answer as for %s,", a.what, hidden.Text("for")), hidden.Data["body"], e.Data["body"])
	}
}

// body is what holds a message: an object in Node, the message itself in Go.
func body(j *graders.Judge, message string) any {
	if j.Language == graders.Go {
		return message
	}
	return map[string]string{"error": message}
}

// aText wants the answer for what is hidden to be a text, and nothing but.
func aText(j *graders.Judge, run *graders.Run, e graders.Event) {
	text, is := e.Data["body"].(string)
	if j.Language == graders.Node {
		object, _ := e.Data["body"].(map[string]any)
		text, is = object["error"].(string)
		is = is && len(object) == 1
	}
	j.ThatAt(run, e, is && text != "", "for "+e.Text("for")+": a text of yours, as "+graders.Show(body(j, "…")), graders.Show(e.Data["body"]))
}
