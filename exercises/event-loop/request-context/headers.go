package requestcontext

import (
	"strings"

	"drill/graders"
)

func judgeHeaders(j *graders.Judge) {
	run := j.Run("headers")
	var in headersInput
	j.Input(run, &in)
	j.Happened(run, "handled", "the next handler to be called")
	generated := map[any]string{}
	for i, h := range in.Headers {
		handled := run.Where(func(e graders.Event) bool { return e.Kind == "handled" && int(e.Number("index")) == i })
		j.That(len(handled) == 1, "one call of the next handler for a request with "+h.What, graders.Plural(len(handled), "call"))
		e := handled[0]
		if h.good() {
			j.ThatAt(run, e, e.Data["id"] == h.Value, "for "+h.What+" that very id, "+graders.Show(h.Value), shown(e.Data["id"]))
			continue
		}
		j.ThatAt(run, e, strings.HasPrefix(e.Text("id"), in.Prefix), "for "+h.What+" a generated id", shown(e.Data["id"]))
		other, taken := generated[e.Data["id"]]
		j.ThatAt(run, e, !taken, "for "+h.What+" an id that was generated for this request", "the one of the request with "+other)
		generated[e.Data["id"]] = h.What
	}
}
