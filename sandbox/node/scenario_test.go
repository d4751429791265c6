package node

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatAScenarioCanDo(t *testing.T) {
	want := []struct{ scenario, result string }{
		{"settle", `[{"status":"rejected","reason":{"$":"error","name":"Error","message":"no"}},{"status":"threw","reason":1},` +
			`{"status":"fulfilled","value":2},{"status":"fulfilled","value":3},{"status":"rejected","reason":4}]`},
		{"input", `[{"list":["a","changed"]},true,true]`},
		{"watch", `["fulfilled",true]`},
		{"gates", `[{"$":"error","name":"Error","message":"watched"},true]`},
		{"order", `[1,["tick","micro"],"rejected","a Promise"]`},
		{"called", `["tick","micro"]`},
		{"refs", `[1,2,1,null,null]`},
		{"types", `["undefined","null","an empty string","a string","a number","a bigint","a boolean","a symbol","a function",` +
			`"a Promise","an array of 3","an empty object","an object with 1 property","an Error (\"no\")","a RangeError (\"far\")","an AbortError (\"gone\")","an error (\"odd\")","an object","a Map","a Set","an object"]`},
		{"causes", `[[1,2],8,1,[],[0]]`},
		{"messages", `[["outer","inner","text"],[],["text"],["7"],["an object with 1 property"],["an empty object"],["Symbol(s)"],[""]]`},
		{"quiet", `true`},
		{"time", `[0,3456000000]`},
		{"collected", `[true,true,"undefined"]`},
		{"refused", `"first"`},
	}
	j := newJob("solution.mjs", testdata(t, "api.mjs"), "virtual")
	j.Scenarios = file{"scenarios.mjs", testdata(t, "api.scenarios.mjs")}
	for _, w := range want {
		j.Run = append(j.Run, stimulus{Name: w.scenario, Clock: "virtual", Input: map[string]any{"list": []string{"a"}}})
	}
	tr := run(t, j)
	for _, w := range want {
		assert.Equal(t, w.result, tr.result(w.scenario), w.scenario)
	}
	assert.Equal(t, []string{`{"status":"fulfilled","value":"open"}`}, tr.of("gate"))
	assert.Equal(t, []string{`{"status":"rejected","reason":{"$":"error","name":"Error","message":"shut"}}`}, tr.of("failed"))
	require.Len(t, tr.of("@crash"), 1, tr.kinds())
	assert.Equal(t, `a scenario cannot emit the kind "@end"`, strings.TrimPrefix(parse(t, tr.of("@crash")[0]).Message, "TypeError: "))
}

func TestAScenarioThatIsOverEmitsNothing(t *testing.T) {
	solution := `let emit;
export function first(s) { const later = () => { s.emit('stray', 1); setImmediate(later); }; setTimeout(() => s.emit('stray', 2), 5); globalThis.stop ??= 0; let n = 0; const t = () => { s.emit('turn', 1); if (n++ < 60) setImmediate(t); }; setImmediate(t); return 1; }
export async function second(s) { await s.turn(80); await s.sleep(100); return 2; }`
	tr := run(t, newJob("solution.mjs", solution, "virtual", "first", "second"))
	require.True(t, tr.finished(), "%v", tr.kinds())
	assert.Empty(t, tr.of("stray"))
	assert.NotEmpty(t, tr.of("turn"))
	for _, e := range tr.events {
		if e.Kind == "turn" {
			assert.Equal(t, "first", e.Scenario)
		}
	}
}

func TestWhatTheLearnerPrintsIsAnEvent(t *testing.T) {
	solution := `console.log('at load');
export function f() {
  console.log('%s is %d', 'x', 1, { a: [1] });
  console.error('wrong');
  process.stdout.write('no line end');
  process.stderr.write(Buffer.from('é'));
  process.stdout.write('68690a', 'hex');
  console.table([[1]]);
  process.stdout.write('a' + '😀'.repeat(2000));
  process.stdout.end();
}
export const g = () => console.info('still heard');`
	tr := run(t, newJob("solution.mjs", solution, "virtual", "f", "g"))
	require.True(t, tr.finished(), "%v %s", tr.kinds(), tr.stderr)
	output := tr.of("@output")
	require.GreaterOrEqual(t, len(output), 10)
	assert.Equal(t, []string{
		`{"stream":"stdout","text":"at load\n"}`,
		`{"stream":"stdout","text":"x is 1 { a: [ 1 ] }\n"}`,
		`{"stream":"stderr","text":"wrong\n"}`,
		`{"stream":"stdout","text":"no line end"}`,
		`{"stream":"stderr","text":"é"}`,
		`{"stream":"stdout","text":"hi\n"}`,
	}, output[:6])
	assert.Equal(t, 2000, strings.Count(strings.Join(output, ""), "😀"), "no character is cut in two")
	for _, text := range output {
		assert.LessOrEqual(t, len(text), 4096+len(`{"stream":"stdout","text":""}`)+2)
	}
	assert.Contains(t, output, `{"stream":"stdout","text":"still heard\n"}`)
	assert.Empty(t, tr.other+tr.stderr)
}
