package report

import (
	"bytes"

	"drill/graders"
)

// Limits of Exercism's test runner interface, version 3.
const (
	exercismVersion = 3
	exercismMessage = 65535 // bytes of the message of a run
	exercismOutput  = 500   // characters of a test's output
	exercismNote    = "\nOutput was truncated. Please limit to 500 chars"
)

type exercismResults struct {
	Version int            `json:"version"`
	Status  string         `json:"status"`
	Message *string        `json:"message"`
	Tests   []exercismTest `json:"tests"`
}

type exercismTest struct {
	Name     string  `json:"name"`
	Status   string  `json:"status"`
	Message  *string `json:"message"`
	Output   *string `json:"output"`
	TestCode string  `json:"test_code"`
}

// writeExercism writes results.json. Status error means that nothing ran: the
// solution did not load, there was none, or drill broke; the message says which.
func writeExercism(out *bytes.Buffer, b batch) error {
	s := b.subjects[0]
	results := exercismResults{Version: exercismVersion, Status: "fail", Tests: []exercismTest{}}
	switch {
	case s.reason != "":
		return encode(out, results.stopped(apart(s)), "  ")
	case s.load != nil:
		return encode(out, results.stopped(loadMessage(s)), "  ")
	case s.state == passed:
		results.Status = "pass"
	}
	for _, t := range s.tests {
		results.Tests = append(results.Tests, exercismTestOf(t))
	}
	return encode(out, results, "  ")
}

func (r exercismResults) stopped(message string) exercismResults {
	message = cutBytes(message, exercismMessage, cutNote)
	r.Status, r.Message = "error", &message
	return r
}

// loadMessage tells what kept a solution from loading, as far as that is told.
func loadMessage(s subject) string {
	text := "The solution could not be loaded, so nothing was graded."
	for _, d := range known(s.load.details()) {
		text += "\n" + d.label + ": " + d.text
	}
	return text
}

func exercismTestOf(t test) exercismTest {
	result := exercismTest{Name: t.title, Status: "fail", TestCode: t.name()}
	switch t.status {
	case graders.Pass:
		result.Status = "pass"
	case graders.Error, graders.Timeout, graders.Memory, graders.Overflow, graders.NoResult:
		result.Status = "error"
	}
	if message := t.message(); message != "" && !t.passed() {
		message = cutBytes(message, exercismMessage, cutNote)
		result.Message = &message
	}
	if t.output != "" {
		output := cutRunes(t.output, exercismOutput, exercismNote)
		result.Output = &output
	}
	return result
}
