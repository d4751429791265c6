package report

import "bytes"

// prairieLearnLimit is how many bytes of results PrairieLearn takes.
const prairieLearnLimit = 1_000_000

type prairieLearnResults struct {
	Gradable bool               `json:"gradable"`
	Score    float64            `json:"score"` // 0 to 1
	Message  string             `json:"message"`
	Output   string             `json:"output"`
	Tests    []prairieLearnTest `json:"tests,omitempty"`
}

type prairieLearnTest struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Points      int    `json:"points"`
	MaxPoints   int    `json:"max_points"`
	Message     string `json:"message"`
	Output      string `json:"output"`
}

// writePrairieLearn writes results.json. A fault is not gradable, which costs the
// student no attempt. Long texts are cut evenly until all of it fits.
func writePrairieLearn(out *bytes.Buffer, b batch) error {
	for limit := prairieLearnLimit; ; limit /= 2 {
		var document bytes.Buffer
		if err := encode(&document, prairieLearnOf(b.subjects[0], limit), "  "); err != nil {
			return err
		}
		if document.Len() <= prairieLearnLimit || limit == 0 {
			_, err := document.WriteTo(out)
			return err
		}
	}
}

// prairieLearnOf cuts every text to limit bytes.
func prairieLearnOf(s subject, limit int) prairieLearnResults {
	cut := func(text string) string { return cutBytes(text, limit, cutNote) }
	results := prairieLearnResults{
		Gradable: s.state != fault, Score: s.share(), Message: cut(summaryOf(s)), Output: cut(outputOf(s)),
	}
	if s.state == fault {
		return results
	}
	for _, t := range s.tests {
		results.Tests = append(results.Tests, prairieLearnTest{
			Name: cut(t.title), Description: cut(t.claim), Points: t.points, MaxPoints: t.max,
			Message: cut(t.message()), Output: cut(t.output),
		})
	}
	return results
}
