package report_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readText reads the text report of one submission, or the tables of several.
func readText(t *testing.T, out, _ string) []tally {
	if !regexp.MustCompile(`^\d+ submissions: `).MatchString(out) {
		var statuses []string
		for _, found := range regexp.MustCompile(`(?m)^  ([✓✗○!]) `).FindAllStringSubmatch(out, -1) {
			statuses = append(statuses, found[1])
		}
		return count(statuses, "✓")
	}
	var all []tally
	concepts := 0
	for row := range strings.SplitSeq(out, "\n") {
		if regexp.MustCompile(`^  [ \d]\d  \S`).MatchString(row) {
			concepts++
		}
		if regexp.MustCompile(`  \d+/\d+( {2}not graded)?$`).MatchString(row) {
			fields := strings.Fields(strings.TrimSuffix(row, "  not graded"))
			all = append(all, count(fields[len(fields)-1-concepts:len(fields)-1], "✓")...)
		}
	}
	return all
}

type strictXML struct {
	Attrs []xml.Attr `xml:",any,attr"`
	Nodes []struct {
		XMLName xml.Name
	} `xml:",any"`
}

type readCase struct {
	Name      string   `xml:"name,attr"`
	Classname string   `xml:"classname,attr"`
	Time      string   `xml:"time,attr"`
	Skipped   []string `xml:"skipped"`
	Error     []struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		strictXML
	} `xml:"error"`
	Failure []struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		strictXML
	} `xml:"failure"`
	strictXML
}

type readSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Suites  []struct {
		ID         int    `xml:"id,attr"`
		Name       string `xml:"name,attr"`
		Package    string `xml:"package,attr"`
		Time       string `xml:"time,attr"`
		Timestamp  string `xml:"timestamp,attr"`
		Hostname   string `xml:"hostname,attr"`
		Properties []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
			strictXML
		} `xml:"properties>property"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []readCase `xml:"testcase"`
		Out      []string   `xml:"system-out"`
		Err      []string   `xml:"system-err"`
		strictXML
	} `xml:"testsuite"`
	strictXML
}

func readJUnit(t *testing.T, out, _ string) []tally {
	var suites readSuites
	require.NoError(t, xml.Unmarshal([]byte(out), &suites))
	assert.Empty(t, suites.Nodes)
	assert.Empty(t, suites.Attrs)
	var all []tally
	for _, suite := range suites.Suites {
		assert.Empty(t, suite.Nodes)
		assert.Empty(t, suite.Attrs)
		assert.Equal(t, suite.Tests, len(suite.Cases))
		var statuses []string
		counts := map[string]int{}
		for _, c := range suite.Cases {
			assert.Empty(t, c.Nodes)
			status := "pass"
			for name, n := range map[string]int{"failure": len(c.Failure), "error": len(c.Error), "skipped": len(c.Skipped)} {
				if n > 0 {
					status = name
				}
				assert.LessOrEqual(t, n, 1)
			}
			for _, trouble := range append(c.Failure, c.Error...) {
				assert.Empty(t, trouble.Nodes)
			}
			counts[status]++
			statuses = append(statuses, status)
		}
		assert.Equal(t, []int{suite.Failures, suite.Errors, suite.Skipped}, []int{counts["failure"], counts["error"], counts["skipped"]})
		all = append(all, count(statuses, "pass")...)
	}
	return all
}

// tapDocument reads TAP 14 line by line: a line that is none of its kinds fails.
type tapDocument struct {
	top, sub []string // ok or not ok, at the two levels; sub is of the open subtest
	all      []tally
	yaml     bool
}

func (d *tapDocument) line(t *testing.T, text string) {
	body := strings.TrimLeft(text, " ")
	indent := len(text) - len(body)
	if !d.yaml && !strings.HasPrefix(body, "#") {
		bare := regexp.MustCompile(`\\.`).ReplaceAllString(body, "")
		assert.True(t, !strings.Contains(bare, "#") || regexp.MustCompile(`^not ok [^#]* # SKIP [^#]*$`).MatchString(bare), body)
	}
	point := regexp.MustCompile(`^(ok|not ok) (\d+) - .`).FindStringSubmatch(body)
	switch {
	case d.yaml:
		d.yaml = body != "..."
		assert.Regexp(t, `^(\.\.\.|[a-z-]+: ".*")$`, body)
	case body == "---":
		d.yaml = true
	case indent == 4 && point != nil:
		d.sub = append(d.sub, point[1])
		assert.Equal(t, strconv.Itoa(len(d.sub)), point[2])
	case indent == 0 && point != nil:
		d.top = append(d.top, point[1])
		assert.Equal(t, strconv.Itoa(len(d.top)), point[2])
		if d.sub != nil {
			d.all, d.sub = append(d.all, count(d.sub, "ok")...), nil
		}
	default:
		assert.Regexp(t, `^(TAP version 14|( {4})?1\.\.\d+|# Subtest: .*|Bail out! .*)$`, text)
	}
}

func readTAP(t *testing.T, out, _ string) []tally {
	d := &tapDocument{}
	subtests := strings.Contains(out, "\n# Subtest: ")
	for text := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
		d.line(t, text)
	}
	if subtests {
		return d.all
	}
	return count(d.top, "ok")
}

// readHTML counts the rows of the concepts' tables.
func readHTML(t *testing.T, out, _ string) []tally {
	decoder := xml.NewDecoder(strings.NewReader(out))
	decoder.Strict, decoder.AutoClose, decoder.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var all []tally
	row := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		assert.Contains(t, htmlElements, " "+start.Name.Local+" ", "an element that no template has")
		switch {
		case start.Name.Local == "details":
			all = append(all, tally{})
		case start.Name.Local == "tr":
			row = fmt.Sprint(start.Attr) == "[{{ class} check}]"
		case row && start.Name.Local == "td":
			row = false
			all[len(all)-1].total++
			if start.Attr[0].Value == "pass" {
				all[len(all)-1].passed++
			}
		}
	}
}

const htmlElements = " html head meta title style body header main footer section details summary p h1 h2 h3 " +
	"dl div dt dd table thead tbody tr th td strong span pre ul li a "
