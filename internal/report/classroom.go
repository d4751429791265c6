package report

import (
	"bytes"
	"encoding/base64"

	"drill/graders"
)

type classroomResult struct {
	Version  int             `json:"version"`
	Status   string          `json:"status"`
	MaxScore int             `json:"max_score"`
	Tests    []classroomTest `json:"tests"`
}

type classroomTest struct {
	Name     string `json:"name"`
	Status   string `json:"status"`
	Score    int    `json:"score"`
	Message  string `json:"message"`
	TestCode string `json:"test_code"`
	Filename string `json:"filename"`
	Line     int    `json:"line_no"`
}

// writeClassroom writes the step output that GitHub Classroom's reporter reads:
// one line, result=BASE64, to append to the file that GITHUB_OUTPUT names:
//
//	drill grade --format classroom submission >> "$GITHUB_OUTPUT"
func writeClassroom(out *bytes.Buffer, b batch) error {
	var document bytes.Buffer
	if err := encode(&document, classroomOf(b.subjects[0]), ""); err != nil {
		return err
	}
	out.WriteString("result=" + base64.StdEncoding.EncodeToString(bytes.TrimSpace(document.Bytes())) + "\n")
	return nil
}

func classroomOf(s subject) classroomResult {
	result := classroomResult{Version: 1, Status: "fail", MaxScore: s.max}
	if s.reason != "" {
		status := "fail"
		if s.state == fault {
			status = "error"
		}
		result.Status = status
		result.Tests = []classroomTest{{Name: "graded", Status: status, Message: apart(s)}}
		return result
	}
	switch {
	case s.load != nil:
		result.Status = "error"
	case s.state == passed:
		result.Status = "pass"
	}
	for _, t := range s.tests {
		result.Tests = append(result.Tests, classroomTestOf(s, t))
	}
	return result
}

func classroomTestOf(s subject, t test) classroomTest {
	test := classroomTest{
		Name: t.title, Status: "error", Score: t.points, Message: t.message(),
		TestCode: t.name(), Filename: s.solution, Line: t.line,
	}
	switch t.status {
	case graders.Pass:
		test.Status = "pass"
	case graders.Fail, graders.Blocked:
		test.Status = "fail"
	}
	return test
}
