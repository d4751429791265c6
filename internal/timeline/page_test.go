package timeline_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/timeline"
)

func html(t *testing.T, report, reference *graders.Report) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, timeline.HTML(&out, report, reference, timeline.Options{}))
	return out.String()
}

func pages(t *testing.T) map[string]string {
	t.Helper()
	flood, copied := backpressure()
	constant, doubled := retry()
	late, inTime := batcher()
	wide, bounded := pool()
	return map[string]string{
		"flood": html(t, flood, copied), "retry": html(t, constant, doubled), "batcher": html(t, late, inTime),
		"pool": html(t, wide, bounded), "crash": html(t, crash(), nil), "stuck": html(t, stuck(), nil),
		"hostile": html(t, hostile(), hostile()), "empty": html(t, &graders.Report{}, nil),
		"everything": html(t, together(true), together(false)),
	}
}

// element is one node of the page, which is well-formed XML as well as HTML.
type element struct {
	name  string
	attrs map[string]string
	text  string // of it and of all within
}

// parse reads the page strictly: every element closed, every attribute quoted,
// every ampersand an entity.
func parse(t *testing.T, page string) []*element {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(page))
	decoder.Entity = nil
	var all, open []*element
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, e := range open {
				e.text += string(token)
			}
		}
	}
}

func named(all []*element, name string) []*element {
	return slices.DeleteFunc(slices.Clone(all), func(e *element) bool { return e.name != name })
}

func TestPageGolden(t *testing.T) {
	all := pages(t)
	for _, name := range []string{"retry", "batcher", "pool", "crash", "stuck", "hostile", "empty"} {
		t.Run(name, func(t *testing.T) { golden(t, name+".html", all[name]) })
	}
}

func TestPageRefersToNothingOutside(t *testing.T) {
	links := []string{"href", "src", "srcset", "action", "data", "poster", "background", "style", "formaction", "cite", "xmlns"}
	outside := regexp.MustCompile(`(?i)https?:|//|@import|url\s*\(|javascript:|data:`)
	for name, page := range pages(t) {
		for _, e := range parse(t, page) {
			assert.NotContains(t, []string{"script", "link", "iframe", "object", "embed", "img", "base", "form", "use", "image"}, e.name, name)
			for attr, value := range e.attrs {
				assert.False(t, strings.HasPrefix(attr, "on"), "%s: %s=%q", name, attr, value)
				if slices.Contains(links, attr) {
					assert.Equal(t, "href", attr, name)
					assert.Regexp(t, `^#[a-z0-9-]+$`, value, name)
				}
				assert.NotRegexp(t, outside, value, "%s: %s", name, attr)
			}
			if e.name == "style" {
				assert.NotRegexp(t, outside, e.text, name)
			}
		}
	}
}

func TestHostileTextIsInert(t *testing.T) {
	page := html(t, hostile(), hostile())
	assert.NotContains(t, page, "<script")
	assert.NotContains(t, page, "<img")
	assert.Equal(t, 1, strings.Count(page, "</style>"))
	assert.Equal(t, 1, strings.Count(page, "</body>"))
	assert.NotContains(t, page, "\x1b")
	assert.NotContains(t, page, "\u202e")
	shown := graders.Clean(hostileText)
	whole := parse(t, page)
	assert.Equal(t, shown, named(whole, "h1")[0].text, "it is shown as the text it is")
	assert.GreaterOrEqual(t, strings.Count(whole[0].text, shown), 10)
}

func TestPageStructure(t *testing.T) {
	for name, page := range pages(t) {
		all := parse(t, page)
		assert.Equal(t, "en", named(all, "html")[0].attrs["lang"], name)
		assert.NotEmpty(t, named(all, "title")[0].text, name)
		assert.Len(t, named(all, "h1"), 1, name)
		ids, level := map[string]bool{}, 0
		for _, e := range all {
			if id := e.attrs["id"]; id != "" {
				assert.False(t, ids[id], "%s: id %s twice", name, id)
				ids[id] = true
			}
			if heading := strings.Index("h1h2h3h4h5h6", e.name); heading >= 0 && heading%2 == 0 && len(e.name) == 2 {
				assert.LessOrEqual(t, heading/2+1, level+1, "%s: %s skips a level", name, e.name)
				level = heading/2 + 1
			}
		}
		for _, e := range all {
			for _, id := range strings.Fields(e.attrs["aria-labelledby"] + " " + strings.TrimPrefix(e.attrs["href"], "#")) {
				assert.True(t, ids[id], "%s: %s points at %q, which is nowhere", name, e.name, id)
			}
			if e.name == "svg" {
				assert.NotEmpty(t, e.attrs["aria-labelledby"], name)
			}
		}
	}
}

func TestPageErrors(t *testing.T) {
	mine, _ := backpressure()
	assert.ErrorContains(t, timeline.HTML(&strings.Builder{}, nil, nil, timeline.Options{}), "no run to draw")
	assert.ErrorIs(t, timeline.HTML(full{}, mine, nil, timeline.Options{}), errFull)
}

func TestPageNoteIsText(t *testing.T) {
	var out strings.Builder
	require.NoError(t, timeline.HTML(&out, crash(), nil, timeline.Options{Note: "no <engine> answers"}))
	assert.Contains(t, out.String(), `<p class="note">no &lt;engine&gt; answers</p>`)
	assert.NotContains(t, html(t, crash(), nil), `class="note"`)
}
