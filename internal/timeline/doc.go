// Package timeline draws what a recorded run did against its time: as lines of
// text for a terminal, and as a page that sets a learner's run beside the
// reference's. It reads reports only and judges nothing.
//
// Both drawings start from the same three steps: [entriesOf] merges events with
// what the learner printed, [marksOf] finds the moments that verdicts point at,
// and [fold] joins repetitions. text.go and page.go take it from there.
package timeline

// Options says how to draw. The zero value is usable.
type Options struct {
	// Width is the number of columns of a terminal; 0 means 80, and fewer than
	// 40 are drawn as 40. The page ignores it.
	Width int
	// ASCII keeps the text to ASCII characters. The page ignores it.
	ASCII bool
	// Color adds terminal colours. They never carry meaning of their own.
	Color bool
	// Limit is how many rows of a run are shown; 0 means 200 in a terminal and
	// 500 in a table of the page. Failed moments are always shown.
	Limit int
	// Note is a sentence under the title of the page, such as why there is no
	// reference beside a run. The text ignores it.
	Note string
}

const (
	defaultWidth = 80
	leastWidth   = 40
	textLimit    = 200
	pageLimit    = 500
)

func (o Options) columns() int {
	if o.Width == 0 {
		return defaultWidth
	}
	return max(o.Width, leastWidth)
}

func (o Options) limit(standard int) int {
	if o.Limit <= 0 {
		return standard
	}
	return o.Limit
}
