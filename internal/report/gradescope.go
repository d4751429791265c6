package report

import (
	"bytes"
	"strconv"
)

type gradescopeResults struct {
	// Score is absent for a fault: Gradescope then says that the autograder failed
	// and records no mark.
	Score            *int             `json:"score,omitempty"`
	ExecutionTime    float64          `json:"execution_time"` // seconds
	Output           string           `json:"output"`
	OutputFormat     string           `json:"output_format"`
	Visibility       string           `json:"visibility"`
	StdoutVisibility string           `json:"stdout_visibility"`
	ExtraData        gradescopeExtra  `json:"extra_data"`
	Tests            []gradescopeTest `json:"tests,omitempty"`
}

type gradescopeExtra struct {
	Exercise string `json:"exercise"`
	Language string `json:"language"`
	Status   string `json:"status"`
	Seed     string `json:"seed,omitempty"`
	Drill    string `json:"drill,omitempty"`
}

type gradescopeTest struct {
	Score        int      `json:"score"`
	MaxScore     int      `json:"max_score"`
	Status       string   `json:"status"`
	Name         string   `json:"name"`
	Number       string   `json:"number"`
	Output       string   `json:"output"`
	OutputFormat string   `json:"output_format"`
	Tags         []string `json:"tags"`
	Visibility   string   `json:"visibility"`
}

// writeGradescope writes results.json. What is shown is visible, since the report
// holds no more than its readers may see; what the grader itself prints is not.
func writeGradescope(out *bytes.Buffer, b batch) error {
	s := b.subjects[0]
	results := gradescopeResults{
		ExecutionTime: s.duration.Seconds(), Output: summaryOf(s), OutputFormat: "text",
		Visibility: "visible", StdoutVisibility: "hidden",
		ExtraData: gradescopeExtra{Exercise: s.exercise, Language: s.language, Status: string(s.state), Drill: b.options.Version},
	}
	if len(s.tests) > 0 {
		results.ExtraData.Seed = strconv.FormatUint(s.seed, 10)
	}
	if s.state != fault {
		results.Score = &s.points
		for i, t := range s.tests {
			results.Tests = append(results.Tests, gradescopeTestOf(i+1, t))
		}
	}
	return encode(out, results, "  ")
}

func summaryOf(s subject) string {
	switch {
	case s.reason != "":
		return apart(s)
	case s.load != nil:
		return loadMessage(s)
	}
	return s.headline()
}

func gradescopeTestOf(number int, t test) gradescopeTest {
	test := gradescopeTest{
		Score: t.points, MaxScore: t.max, Status: "failed", Name: t.name(), Number: strconv.Itoa(number),
		Output: t.message(), OutputFormat: "text", Tags: []string{t.id}, Visibility: "visible",
	}
	if t.passed() {
		test.Status = "passed"
	}
	return test
}
