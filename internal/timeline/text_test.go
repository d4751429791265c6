package timeline_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/timeline"
)

func draw(t *testing.T, r *graders.Report, o timeline.Options) string {
	t.Helper()
	var out strings.Builder
	for _, run := range r.Runs {
		require.NoError(t, timeline.Text(&out, run, r.Verdicts, o))
	}
	return out.String()
}

func TestTextGolden(t *testing.T) {
	flood, fine := backpressure()
	constant, doubled := retry()
	late, _ := batcher()
	cases := map[string]*graders.Report{
		"flood": flood, "copy": fine, "retry-constant": constant, "retry-doubled": doubled,
		"batcher": late, "crash": crash(), "stuck": stuck(), "hostile": hostile(),
		"pool": report("Pool", []*graders.Run{jobs(2)}),
	}
	for name, r := range cases {
		t.Run(name, func(t *testing.T) {
			golden(t, name+".txt", draw(t, r, timeline.Options{Width: 80}))
			golden(t, name+".ascii.txt", draw(t, r, timeline.Options{Width: 64, ASCII: true}))
		})
	}
}

func TestTextKeepsToItsWidth(t *testing.T) {
	wide := run("幅の広い文字", graders.Virtual, `{"文字": "幅の広い文字"}`,
		event(0, "ラベル", graders.Data{"value": strings.Repeat("漢字👩‍👩‍👧é", 40)}), event(1e12, "later", nil))
	wide.Output = []graders.Output{{T: 3, Stream: "stdout", Text: strings.Repeat("🎈", 300)}}
	verdicts := []graders.Verdict{failure(concepts.Deadline, "", graders.Failure{
		Expected: strings.Repeat("長い", 200), Seen: strings.Repeat("word ", 90), Scenario: wide.Scenario, Event: ref(0)})}
	for _, width := range []int{40, 61, 80, 200} {
		for _, ascii := range []bool{false, true} {
			var out strings.Builder
			require.NoError(t, timeline.Text(&out, wide, verdicts, timeline.Options{Width: width, ASCII: ascii}))
			require.True(t, utf8.ValidString(out.String()))
			for line := range strings.Lines(out.String()) {
				assert.LessOrEqual(t, uniseg.StringWidth(strings.TrimSuffix(line, "\n")), width, "%q", line)
			}
			if ascii {
				assert.NotRegexp(t, `[^\x00-\x7f]`, out.String())
			}
		}
	}
}

func TestWaitsAreDrawnToScale(t *testing.T) {
	_, doubled := retry()
	out := draw(t, doubled, timeline.Options{ASCII: true})
	var bars []int
	for line := range strings.Lines(out) {
		if strings.Contains(line, "wait") {
			bars = append(bars, strings.Count(line, "="))
		}
	}
	require.Len(t, bars, 3)
	assert.Equal(t, []int{bars[0], 2 * bars[0], 4 * bars[0]}, bars)
}

func TestFailedEventIsNeverFoldedOrLeftOut(t *testing.T) {
	var events []graders.Event
	for n := range 5000 {
		events = append(events, event(float64(n*n), fmt.Sprintf("kind-%d", n*n%97), graders.Data{"n": float64(n)}))
	}
	many := run("many", graders.Virtual, `{}`, events...)
	at := graders.Failure{Expected: "quiet", Seen: "noise", Scenario: "many", Event: ref(3333)}
	var out strings.Builder
	require.NoError(t, timeline.Text(&out, many, []graders.Verdict{failure(concepts.Deadline, "", at)}, timeline.Options{ASCII: true, Limit: 20}))
	assert.Contains(t, out.String(), "! 11108889")
	assert.Contains(t, out.String(), "n 3333\n")
	assert.Contains(t, out.String(), "more left out")
	assert.Less(t, strings.Count(out.String(), "\n"), 60)
}

func TestColorAddsNothingButColor(t *testing.T) {
	mine, _ := backpressure()
	colored := draw(t, mine, timeline.Options{Color: true})
	assert.Contains(t, colored, "\x1b[")
	assert.Equal(t, draw(t, mine, timeline.Options{}), uncolored(colored))
}

func TestLearnersEscapesDoNotReachTheTerminal(t *testing.T) {
	out := draw(t, hostile(), timeline.Options{})
	assert.NotContains(t, out, "\x1b")
	assert.NotContains(t, out, "\u202e")
	assert.Contains(t, out, `\x1b[31m`)
}

func TestOtherScenariosVerdictsAreIgnored(t *testing.T) {
	mine, _ := backpressure()
	mine.Verdicts[1].Failure.Scenario = "another"
	assert.NotContains(t, draw(t, mine, timeline.Options{}), "failed")
}

func TestTextErrors(t *testing.T) {
	assert.ErrorContains(t, timeline.Text(&strings.Builder{}, nil, nil, timeline.Options{}), "no run to draw")
	assert.ErrorIs(t, timeline.Text(full{}, floods(), nil, timeline.Options{}), errFull)
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
