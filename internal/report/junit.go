package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"drill/graders"
)

// junitOutputLimit is how many bytes of a learner's output a suite holds.
const junitOutputLimit = 64 << 10

func writeJUnit(out *bytes.Buffer, b batch) error {
	var suites junitSuites
	for i, s := range b.subjects {
		suites.Suites = append(suites.Suites, junitSuiteOf(i, s, b.options.Version))
	}
	out.WriteString(xml.Header)
	encoder := xml.NewEncoder(out)
	encoder.Indent("", "  ")
	if err := encoder.Encode(suites); err != nil {
		return err
	}
	out.WriteString("\n")
	return nil
}

func junitSuiteOf(id int, s subject, version string) junitSuite {
	suite := junitSuite{
		ID: id, Name: s.name, Package: s.exercise, Time: seconds(s.duration), Hostname: "localhost",
		Properties: junitProperties(s, version), SystemOut: cutBytes(outputOf(s), junitOutputLimit, cutNote),
	}
	if !s.started.IsZero() {
		suite.Timestamp = s.started.UTC().Format("2006-01-02T15:04:05")
	}
	for _, t := range s.tests {
		suite.add(junitCaseOf(s, t))
	}
	if s.reason != "" {
		suite.add(junitApart(s))
	}
	return suite
}

func (suite *junitSuite) add(c junitCase) {
	suite.Cases = append(suite.Cases, c)
	suite.Tests++
	switch {
	case c.Error != nil:
		suite.Errors++
	case c.Failure != nil:
		suite.Failures++
	case c.Skipped != nil:
		suite.Skipped++
	}
}

func junitCaseOf(s subject, t test) junitCase {
	c := junitCase{Name: t.name(), Classname: junitClass(s), Time: "0"}
	message := t.message()
	first, _, _ := strings.Cut(message, "\n")
	switch t.status {
	case graders.Pass:
	case graders.Blocked:
		c.Skipped = &message
	case graders.Fault:
		c.Error = &junitTrouble{Message: first, Type: string(t.status), Text: message}
	default:
		c.Failure = &junitTrouble{Message: first, Type: string(t.status), Text: message}
	}
	return c
}

// junitApart is the case of a submission that was not graded.
func junitApart(s subject) junitCase {
	c := junitCase{Name: "graded", Classname: junitClass(s), Time: "0"}
	trouble := &junitTrouble{Message: s.reason, Type: string(s.state), Text: apart(s)}
	if s.state == fault {
		c.Error = trouble
	} else {
		c.Failure = trouble
	}
	return c
}

func junitClass(s subject) string {
	if s.exercise == "" {
		return "drill"
	}
	return strings.ReplaceAll(s.exercise, "/", ".")
}

func junitProperties(s subject, version string) []junitProperty {
	properties := []junitProperty{
		{"status", string(s.state)}, {"points", strconv.Itoa(s.points)}, {"max", strconv.Itoa(s.max)},
		{"language", s.language}, {"drill", version},
	}
	if len(s.tests) > 0 {
		properties = append(properties, junitProperty{"seed", strconv.FormatUint(s.seed, 10)})
	}
	return properties
}

// outputOf is all that the learner's code printed, each place under its name.
func outputOf(s subject) string {
	var parts []string
	for _, p := range s.printed {
		parts = append(parts, fmt.Sprintf("[%s]\n%s", p.where, p.text))
	}
	return strings.Join(parts, "\n")
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
