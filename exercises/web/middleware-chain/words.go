package middlewarechain

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

// caught fails for an error that left the chain in one of these ways.
func caught(j *graders.Judge, run *graders.Run, ways ...string) {
	for _, e := range run.Events {
		if !slices.Contains(ways, e.Kind) {
			continue
		}
		seen := "nobody caught " + e.Text("message")
		if e.Kind == "escaped" {
			seen = "handle threw " + e.Text("error")
		}
		j.FailAt(run, e, "every error to stay in the chain", seen)
	}
}

// passes fails unless a request went through exactly these steps.
func passes(j *graders.Judge, run *graders.Run, request string, steps ...string) {
	got := trail(j, run, request)
	j.That(slices.Equal(steps, got), fmt.Sprintf("request %q to pass through: %s", request, graders.Listed(steps)), graders.Listed(got))
}

// answered fails unless the client got this status, and a body that holds the text.
func answered(j *graders.Judge, run *graders.Run, request string, status int, text string) {
	expected := strings.TrimSpace(fmt.Sprintf("request %q to be answered with %d %s", request, status, text))
	for _, e := range of(run, request) {
		if e.Kind == "response" {
			seen := strings.TrimSpace(fmt.Sprintf("%v %s", e.Number("status"), e.Text("body")))
			j.ThatAt(run, e, e.Number("status") == float64(status) && strings.Contains(e.Text("body"), text), expected, seen)
			return
		}
	}
	j.Fail(expected, "no answer")
}

// trail is what a request went through, in order and in words.
func trail(j *graders.Judge, run *graders.Run, request string) []string {
	var steps []string
	for _, e := range of(run, request) {
		switch e.Kind {
		case "step":
			steps = append(steps, e.Text("name"))
		case "handler":
			steps = append(steps, e.Text("name")+" gets "+raised(run, e))
		case "done":
			if e.Bool("failed") {
				steps = append(steps, reported(j, raised(run, e)))
			} else {
				steps = append(steps, "done")
			}
		}
	}
	return steps
}

// raised names an error that a scenario raised, and tells others from it.
func raised(run *graders.Run, e graders.Event) string {
	known := run.Of("raised")
	i := slices.IndexFunc(known, func(r graders.Event) bool { return r.Number("ref") == e.Number("ref") })
	if i < 0 {
		return "another error: " + e.Text("error")
	}
	return known[i].Text("error")
}

func of(run *graders.Run, request string) []graders.Event {
	return run.Where(func(e graders.Event) bool { return e.Text("request") == request })
}

// ended is the trail of a request that went well: Node's caller is told so.
func ended(j *graders.Judge, steps ...string) []string {
	if j.Language == graders.Go {
		return steps
	}
	return append(slices.Clone(steps), "done")
}

// reported is the step in which the caller learns of an error.
func reported(j *graders.Judge, text string) string {
	if j.Language == graders.Go {
		return "onError gets " + text
	}
	return "done gets " + text
}
