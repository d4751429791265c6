package verify_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
	"drill/internal/verify"
)

func matrix(t *testing.T, e *graders.Exercise) verify.Matrix {
	t.Helper()
	all := prove(t, e, 2).Matrices()
	require.Len(t, all, 2)
	assert.Equal(t, []graders.Language{graders.Node, graders.Go}, []graders.Language{all[0].Language, all[1].Language})
	return all[1]
}

func TestTheMatrixIsDrawnInSteps(t *testing.T) {
	want := `
            ┌ Error propagation
            │  ┌ No leaked work
            │  │  ┌ Cancellation
            │  │  │  ┌ Backpressure
swallows *  ✗  ·  ·  ·
leaks       ·  ✗  ·  ·
deaf        ·  ·  ✗  ✗
nothing     ✗  ✗  ✗  ✗
failed by   2  2  2  2

✗ fails it, as its first line says   · passes it   * the handbook's own answer
3 right solutions pass all of 4 concepts: reference, one, two
5 solutions that do nothing pass none of 4 concepts: stub, empty, never-returns, panics, returns-nothing
`
	assert.Equal(t, want, "\n"+matrix(t, sample()).Table(verify.TableOptions{Width: 80}))
}

func TestADefectShowsInTheMatrix(t *testing.T) {
	e := with("_go/wrong/deaf.go", text("// fails: cancellation, backpressure\nemit bc\n"))
	e.Checks[1].Needs = []concepts.Concept{concepts.ErrorPropagation}
	drawn := matrix(t, e).Table(verify.TableOptions{Width: 80})
	assert.Contains(t, drawn, "deaf        !  –  !  ✗\n", "it fails the first, passes the third, and what needs the first waits")
	assert.Contains(t, drawn, "– waits for another   ! not what its first line says")
	said := matrix(t, e).Table(verify.TableOptions{Words: true})
	assert.Contains(t, said, "not as it must be: deaf fails error-propagation and must pass it")
}

func TestTheMatrixFitsNarrowTerminals(t *testing.T) {
	e := with("_go/wrong/a-solution-with-quite-a-long-name-for-a-file.go", text("// fails: backpressure (handbook)\nemit abc\n"))
	for width := 40; width <= 100; width += 5 {
		for line := range strings.Lines(matrix(t, e).Table(verify.TableOptions{Width: width})) {
			if strings.Contains(line, "solution") && !strings.Contains(line, "…") || strings.HasPrefix(line, "✗ fails") {
				continue // sentences below the table, which a terminal wraps
			}
			assert.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\n"))), width, line)
		}
	}
}

func TestTheMatrixReadsAloud(t *testing.T) {
	want := `Error propagation is failed by 2 of 4: swallows (handbook), nothing
No leaked work is failed by 2 of 4: leaks, nothing
Cancellation is failed by 2 of 4: deaf, nothing
Backpressure is failed by 2 of 4: deaf, nothing
3 right solutions pass all of 4 concepts: reference, one, two
5 solutions that do nothing pass none of 4 concepts: stub, empty, never-returns, panics, returns-nothing
`
	said := matrix(t, sample()).Table(verify.TableOptions{Width: 80, Words: true})
	assert.Equal(t, want, said)
	for _, r := range said {
		assert.Less(t, r, rune(128), "words only")
	}
}

func TestMarksOfCells(t *testing.T) {
	tests := []struct {
		cell verify.Cell
		want verify.Mark
	}{
		{verify.Cell{}, verify.Passes},
		{verify.Cell{Must: true, Failed: 3}, verify.Fails},
		{verify.Cell{Must: true, Failed: 2, Blocked: 1}, verify.Fails},
		{verify.Cell{Must: true, Failed: 2}, verify.Differs},
		{verify.Cell{Must: true}, verify.Differs},
		{verify.Cell{Must: true, Blocked: 3}, verify.Blocked},
		{verify.Cell{Failed: 1}, verify.Differs},
		{verify.Cell{Blocked: 1}, verify.Blocked},
	}
	for _, test := range tests {
		assert.Equal(t, test.want, test.cell.Mark(3), test.cell)
	}
}

func page(t *testing.T, proofs ...verify.Proof) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, verify.HTML(&out, proofs, time.Date(2026, 3, 14, 9, 30, 0, 0, time.UTC)))
	return out.String()
}

// words parses a page strictly, as XML, and returns its text; the page must need
// nothing from elsewhere.
func words(t *testing.T, page string) string {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(page))
	var all strings.Builder
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all.String()
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			assert.NotContains(t, []string{"script", "link", "img", "iframe"}, token.Name.Local)
			for _, a := range token.Attr {
				assert.False(t, a.Name.Local == "src" || strings.HasPrefix(a.Name.Local, "on"), a.Name.Local)
				assert.False(t, a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#"), a.Value)
			}
		case xml.CharData:
			all.Write(token)
		}
	}
}

func TestThePageSaysWhatEachFailureSays(t *testing.T) {
	html := page(t, prove(t, sample()))
	said := words(t, html)
	assert.Contains(t, said, "fail: expected the letter a; seen it never happened")
	assert.Contains(t, said, "1 of 1 hold")
	assert.Contains(t, said, "3 right solutions pass all of 4 concepts: reference, one, two")
	assert.Equal(t, 4, strings.Count(html, `handbook</span>`), "in the table and in the list, in both languages")
	assert.Equal(t, 2*8, strings.Count(html, `<td class="fails">`), "swallows 1, leaks 1, deaf 2, nothing 4, in both languages")
	assert.Equal(t, 2*8, strings.Count(html, `<td class="passes">`))
}

func TestThePageShowsWhatDoesNotHold(t *testing.T) {
	draft := sample()
	draft.Slug, draft.Summary = "draft", "FILL IN: one line"
	said := words(t, page(t, prove(t, with("_go/wrong/deaf.go", text("// fails: cancellation, backpressure\nemit abd<b>\n"))), prove(t, draft)))
	assert.Contains(t, said, "does not hold: 1 thing to mend")
	assert.Contains(t, said, "wrong/deaf.go: passes backpressure and must fail it (seed 1)")
	assert.Contains(t, said, "must fail, and failed 0 times of 1")
	assert.Contains(t, said, "not finished")
	assert.Contains(t, said, "Nothing was graded.")
	assert.Contains(t, said, "0 of 2 hold")
}

func TestNamesOnThePageAreText(t *testing.T) {
	e := with("_node/wrong/<img src=x>.mjs", text("// fails: backpressure\nemit abc\n"))
	e.Title = "<script>alert(1)</script>"
	assert.Contains(t, words(t, page(t, prove(t, e))), "<script>alert(1)</script>")
}
