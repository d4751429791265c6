package main

import (
	"fmt"
	"regexp"
	"strings"
)

// maxStack is how many bytes of a dump an exercise's author gets to see.
const maxStack = 64 << 10

// verdict is the event that ends a scenario: the process's own, completed, or
// one made of how it ended.
func verdict(r *recorder, end ending) event {
	dump := r.dump.String()
	switch {
	case r.final != nil:
		if end.code == 0 {
			r.output("stderr", []byte(dump))
		}
		return complete(*r.final, !r.current.virtual())
	case end.timedOut:
		return event{Kind: "@timeout", Data: data{
			"message": fmt.Sprintf("still running after %v%s", r.current.wall(), places(": ", parseTraceback(dump)))}}
	case end.code == 2 && dump != "":
		return fall(dump, r.scenarios)
	}
	r.output("stderr", []byte(dump))
	if end.signal != "" {
		return event{Kind: "@exit", Data: data{"code": end.code,
			"message": "the process was killed (" + end.signal + ") before the scenario ended"}}
	}
	return event{Kind: "@exit", Data: data{"code": end.code,
		"message": fmt.Sprintf("the process exited with code %d before the scenario ended", end.code)}}
}

// complete turns the stacks that came with a virtual clock's end into what the
// protocol has.
func complete(e event, real bool) event {
	if real {
		return e
	}
	text, _ := e.Data["stacks"].(string)
	goroutines := blocked(parseTraceback(text))
	switch e.Kind {
	case "@end":
		e.Data = data{"leaked": len(goroutines)}
		if message := places("", goroutines); message != "" {
			e.Data["message"] = message
		}
	case "@stuck":
		e.Data = data{"message": stuckMessage(goroutines, true)}
	}
	return e
}

// blocked are the goroutines of the solution: all but those that run only code
// of the scenarios' or of the harness's.
func blocked(goroutines []goroutine) []goroutine {
	var found []goroutine
	for _, g := range goroutines {
		if !g.scenariosOnly() {
			found = append(found, g)
		}
	}
	return found
}

// fall reads what the Go runtime printed when it ended the process.
func fall(dump, scenarios string) event {
	doubt := doubtful(dump)
	dump = realFall(dump)
	goroutines := parseTraceback(dump)
	message, fatal := lastWords(dump)
	if strings.Contains(message, "all goroutines are asleep") {
		return event{Kind: "@stuck", Data: data{"message": stuckMessage(blocked(goroutines), false)}}
	}
	if fatal && strings.HasPrefix(message, "concurrent map ") {
		message += meanwhile(goroutines)
	}
	d := data{"message": message}
	if len(goroutines) == 0 {
		return event{Kind: "@crash", Data: d}
	}
	d["stack"] = goroutines[0].stack()
	f, learners := goroutines[0].learnerFrame()
	if !learners && !fatal && goroutines[0].scenariosOnly() {
		if ofSolution := blame(scenarios, message, goroutines[0]); ofSolution != "" {
			return event{Kind: "@crash", Data: data{"message": ofSolution}}
		}
		if doubt {
			return event{Kind: "@crash", Data: data{"message": message}}
		}
		d["stack"] = dump[:min(len(dump), maxStack)]
		return event{Kind: "@broken", Data: d}
	}
	if f.place() != "" {
		d["file"], d["line"] = solutionFile, f.line
	}
	return event{Kind: "@crash", Data: d}
}

// realFall leaves out what a solution printed before to look like a fall: the
// runtime's own words come last, and it indents the lines of a panic's message.
func realFall(dump string) string {
	at := max(strings.LastIndex("\n"+dump, "\npanic: "), strings.LastIndex("\n"+dump, "\nfatal error: "))
	return dump[max(at, 0):]
}

// lastWords is the panic's or the runtime's own message.
func lastWords(dump string) (message string, fatal bool) {
	const most = 2048
	for _, begin := range []string{"panic: ", "fatal error: "} {
		at := strings.Index("\n"+dump, "\n"+begin)
		if at < 0 {
			continue
		}
		message = dump[at+len(begin):]
		for _, end := range []string{"\ngoroutine ", "\n[signal ", "\nruntime stack:", "\n\n"} {
			message, _, _ = strings.Cut(message, end)
		}
		return inLearnersWords(message[:min(len(message), most)]), begin == "fatal error: "
	}
	first, _, _ := strings.Cut(dump, "\n")
	return first, true
}

// inLearnersWords leaves out what the runtime says of its own ways: that a deferred
// function recovered a panic and panicked again, and under which path the package is.
func inLearnersWords(message string) string {
	message = regexp.MustCompile(`(?m) \[recovered(, repanicked)?\]$`).ReplaceAllString(message, "")
	return strings.TrimSpace(regexp.MustCompile(solutionPath+`(/\d+)?\b`).ReplaceAllString(message, "solution"))
}
