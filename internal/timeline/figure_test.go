package timeline_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

var waitShapes = regexp.MustCompile(`class="wait"><path d="M([0-9.]+) [0-9.]+H([0-9.]+)`)

// waitLengths returns the lengths of the waits of each figure of a page.
func waitLengths(t *testing.T, page string) [][]float64 {
	t.Helper()
	var all [][]float64
	for _, svg := range strings.Split(page, "<svg")[1:] {
		var lengths []float64
		for _, found := range waitShapes.FindAllStringSubmatch(svg, -1) {
			from, err := strconv.ParseFloat(found[1], 64)
			require.NoError(t, err)
			to, err := strconv.ParseFloat(found[2], 64)
			require.NoError(t, err)
			lengths = append(lengths, to-from+2)
		}
		all = append(all, lengths)
	}
	return all
}

func TestFiguresShareOneScale(t *testing.T) {
	_, doubled := retry()
	all := waitLengths(t, html(t, doubled, doubled))
	require.Len(t, all, 4, "a wide and a narrow figure for each run")
	for _, lengths := range all {
		require.Len(t, lengths, 3)
		assert.InDelta(t, 2, lengths[1]/lengths[0], 0.02)
		assert.InDelta(t, 4, lengths[2]/lengths[0], 0.02)
	}
	assert.Equal(t, all[0], all[2], "the same run is drawn alike for the learner and the reference")
}

func TestLevelsShareOneScale(t *testing.T) {
	mine, reference := backpressure()
	all := parse(t, html(t, mine, reference))
	var bounds []string
	for _, e := range all {
		if e.attrs["class"] == "boundname" {
			bounds = append(bounds, e.text+" at "+e.attrs["y"])
		}
	}
	require.Len(t, bounds, 4)
	assert.Contains(t, bounds[0], "highWaterMark 65536 at ")
	page := html(t, mine, reference)
	assert.Contains(t, page, ">peak 950272<")
	assert.Contains(t, page, ">peak 65536<")
}

func TestWorkIsDrawnFromBeginToEnd(t *testing.T) {
	mine, reference := pool()
	page := html(t, mine, reference)
	assert.Equal(t, 4*6, strings.Count(page, `<g class="bar`), "six jobs in each of four figures")
	assert.Contains(t, page, "start job-4: 0 to 103 ms, 103 ms")
	assert.Contains(t, page, ">peak 6<")
	assert.Contains(t, page, ">peak 2<")

	open := run("open", graders.Virtual, `{}`, event(0, "jobStart", graders.Data{"id": "a"}), event(1, "jobStart", graders.Data{"id": "b"}), event(9, "jobEnd", graders.Data{"id": "b"}))
	page = html(t, report("Open", []*graders.Run{open}), nil)
	assert.Equal(t, 2, strings.Count(page, `<g class="bar open`))
	assert.Contains(t, page, "never ended")
}

func TestFailedMomentIsMarkedInFigureAndTable(t *testing.T) {
	mine, reference := retry()
	all := parse(t, html(t, mine, reference))
	flags, rows := 0, 0
	for _, e := range all {
		if e.attrs["class"] == "flag" {
			assert.Equal(t, "✗ 1 failed", e.text)
			flags++
		}
		if e.name == "tr" && e.attrs["class"] == "failed" {
			assert.Contains(t, e.text, "200attemptn 3")
			rows++
		}
	}
	assert.Equal(t, 2, flags, "in both sizes of the learner's figure")
	assert.Equal(t, 1, rows)
}

func TestThousandsOfEventsStayReadable(t *testing.T) {
	var events []graders.Event
	for n := range 6000 {
		id := graders.Data{"id": fmt.Sprint(n)}
		events = append(events, event(float64(n), "start", id), event(float64(n)+0.5, "level", graders.Data{"size": float64(n * 7919 % 1000)}))
		if n%3 > 0 {
			events = append(events, event(float64(n)+0.75, "end", id))
		}
	}
	at := graders.Failure{Expected: "a", Seen: "b", Scenario: "many", Event: ref(9001)}
	page := html(t, report("Many", []*graders.Run{run("many", graders.Virtual, `{}`, events...)}, failure(concepts.Deadline, "", at)), nil)
	assert.Less(t, len(page), 1<<20)
	assert.Contains(t, page, "rows are shown.")
	assert.Contains(t, page, `<tr class="failed">`)
	assert.Contains(t, page, "work more: see the table")
	assert.LessOrEqual(t, strings.Count(page, "<tr"), 520)
}

func TestOddRunsHaveNoOddPlaces(t *testing.T) {
	empty := &graders.Run{Scenario: "empty", Clock: graders.Virtual, Outcome: graders.NotReached}
	huge := run("huge", graders.Virtual, `[1]`, event(0, "start", graders.Data{"v": -1e300}), event(1e300, "end", graders.Data{"v": 1e308}), event(1.7e308, "later", graders.Data{"v": -1e308}))
	same := run("same", graders.Real, ``, event(0, "数", nil), event(0, "", graders.Data{"": nil, "list": []any{1.0, "x"}}), event(0, "@uncaught", graders.Data{"message": "boom", "stack": "at x"}))
	printed := &graders.Run{Scenario: "printed", Outcome: graders.Ended, Output: []graders.Output{{T: 4, Stream: "stderr", Text: "only\n"}}}
	runs := []*graders.Run{empty, huge, same, printed}
	page := html(t, report("Odd", runs), report("Odd", runs[1:]))
	assert.NotRegexp(t, `NaN|Inf|%!`, page)
	assert.NotContains(t, page, "at x")
	assert.NotRegexp(t, `(width|height)="-`, page)
	parse(t, page)
}
