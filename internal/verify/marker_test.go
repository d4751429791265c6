package verify_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/verify"
)

func TestMarkersAreRead(t *testing.T) {
	tests := map[string]verify.Marker{
		"// fails: backpressure\ncode":         {Fails: []string{"backpressure"}},
		"// fails: a, b (handbook)\r\ncode":    {Fails: []string{"a", "b"}, Handbook: true},
		"  //  fails: a":                       {},
		"// fails: *":                          {All: true},
		"// fails:*(handbook)":                 {All: true, Handbook: true},
		"// fails:a,b":                         {Fails: []string{"a", "b"}},
		"// fails: a\n// fails: b, which is c": {Fails: []string{"a"}},
	}
	for source, want := range tests {
		marker, why := verify.ParseMarker([]byte(source))
		assert.Equal(t, want, marker, source)
		assert.Equal(t, want.Fails == nil && !want.All, why != "", source)
	}
}

func TestBadMarkersSayWhatToWrite(t *testing.T) {
	tests := map[string]string{
		"":                                      "names no concept: begin",
		"package solution\n// fails: a":         "names no concept: begin",
		"// fails:":                             "names no concept after",
		"// fails: (handbook)":                  "names no concept after",
		"// fails: a,, b":                       "a comma too many",
		"// fails: a, b, a":                     "names a twice",
		"// fails: *, *":                        "names * twice",
		"// fails: *, a":                        `names concepts beside "*"`,
		"// fails: a b":                         `names "a b", which is no concept's id`,
		"// fails: a (handbook), b":             "which is no concept's id",
		"// fails: cancellation (the handbook)": "which is no concept's id",
	}
	for source, want := range tests {
		marker, why := verify.ParseMarker([]byte(source))
		assert.Contains(t, why, want, source)
		assert.Zero(t, marker, source)
	}
}

// FuzzMarker holds whatever stands in a file to one rule: a marker that is read is
// written as it would be read again.
func FuzzMarker(f *testing.F) {
	for _, seed := range []string{"// fails: a, b (handbook)\nx", "// fails: *", "// fails:", "//fails: a", "// fails: a,\xff", "// fails: \u00a0a (handbook) (handbook)"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		marker, why := verify.ParseMarker(source)
		if why != "" {
			require.Zero(t, marker)
			return
		}
		require.True(t, marker.All != (len(marker.Fails) > 0))
		again, why := verify.ParseMarker([]byte(marker.String() + "\nrest"))
		require.Empty(t, why)
		require.Equal(t, marker, again)
	})
}
