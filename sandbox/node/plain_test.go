package node

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPlainData(t *testing.T) {
	want := []string{
		`{"$":"undefined"}`, `null`, `true`, `0`, `1.5`, `{"$":"NaN"}`, `{"$":"Infinity"}`, `{"$":"-Infinity"}`,
		`{"$":"bigint","value":"10"}`, "\"é\\n\u2028\\ud800\"", `{"$":"symbol"}`, `{"$":"function"}`,
		`{"$":"bytes","hex":"00ff"}`, `{"$":"bytes","hex":"6869"}`, `{"$":"bytes","hex":"0100"}`, `{"$":"bytes","hex":"00"}`,
		`{"$":"error","name":"RangeError","message":"too far","code":"E_FAR"}`,
		`{"$":"error","name":"RangeError","message":"too far","code":"E_FAR"}`,
		`{"$":"error","name":"AbortError","message":"gone","code":"20"}`,
		`{"$":"error","name":"Error","message":"x"}`,
		`{"x":1}`, `{"toJSON":{"$":"function"},"a":1}`, `{"a":{"$":"threw"},"b":2}`, `{"$":"threw"}`,
		`{"name":"c","self":[{"$":"cycle"}]}`, `[{"n":1},{"n":1}]`, `{"$":"date","ms":5}`,
		`{"$":"map","entries":[["k",{"v":1}]]}`, `{"$":"set","values":[1,"a"]}`, `{"$":"promise"}`,
		`[{"$":"undefined"},1]`, `{"__proto__":1}`, `{"0":"b","1":"o","2":"x","3":"e","4":"d"}`, `[1,2]`,
	}
	tr := run(t, newJob("solution.mjs", testdata(t, "plain.mjs"), "virtual", "values", "deeper", "huge", "copied"))
	require.True(t, tr.finished(), "%v %s", tr.kinds(), tr.stderr)
	var got []json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(tr.result("values")), &got))
	require.Len(t, got, len(want))
	for i := range want {
		assert.Equal(t, want[i], string(got[i]), "value %d", i)
	}
	assert.Contains(t, tr.result("deeper"), strings.Repeat("[", 32)+`{"$":"deep"}`)
	assert.Less(t, len(tr.result("huge")), 1<<20, "a copy is bounded")
	assert.Equal(t, `[{"list":[1]},true]`, tr.result("copied"))
}
