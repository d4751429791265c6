package node

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestACrashSaysWhereInTheLearnersFile(t *testing.T) {
	const undefinedPush = "TypeError: Cannot read properties of undefined (reading 'push')"
	tests := map[string]struct {
		body string // the third line of the solution
		want where  // without the stack
	}{
		"thrown":                      {`throw new Error('boom')`, where{Message: "boom", Line: 3, Column: 7}},
		"rejected after a wait":       {`await sleep(5); null.x`, where{Message: "TypeError: Cannot read properties of null (reading 'x')", Line: 3, Column: 22}},
		"uncaught in a timer":         {`setTimeout(() => { throw new RangeError('late') }, 5); await sleep(50)`, where{Message: "RangeError: late", Line: 3, Column: 26}},
		"unhandled rejection":         {`Promise.reject(new Error('lost')); await sleep(50)`, where{Message: "lost", Line: 3, Column: 16}},
		"unhandled right at the end":  {`Promise.reject(new Error('lost'))`, where{Message: "lost", Line: 3, Column: 16}},
		"inside a built-in":           {`new URL('nope')`, where{Message: "TypeError: Invalid URL", Line: 3, Column: 1}},
		"not an error":                {`throw 'text'`, where{Message: `threw a value that is not an error: "text"`}},
		"undefined":                   {`throw undefined`, where{Message: `threw a value that is not an error: undefined`}},
		"null rejection":              {`Promise.reject(null); await sleep(5)`, where{Message: `threw a value that is not an error: null`}},
		"a proxy that throws":         {`throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 }, ownKeys() { throw 3 } })`, where{Message: `threw a value that is not an error: an object that throws when it is read`}},
		"a revoked proxy":             {`const p = Proxy.revocable({}, {}); p.revoke(); throw p.proxy`, where{Message: `threw a value that is not an error: an object that throws when it is read`}},
		"getters that throw":          {`const e = new Error('x'); for (const k of ['stack', 'name', 'message']) Object.defineProperty(e, k, { get() { throw 1 } }); throw e`, where{Message: "an error without a message"}},
		"own prepareStackTrace":       {`Error.prepareStackTrace = () => ({}); throw new Error('mine')`, where{Message: "mine", Line: 3, Column: 45}},
		"prepareStackTrace throws":    {`Error.prepareStackTrace = () => { throw 1 }; throw new Error('mine')`, where{Message: "mine", Line: 3, Column: 52}},
		"own captureStackTrace":       {`Error.captureStackTrace = () => { throw 1 }; throw new Error('mine')`, where{Message: "TypeError: Error.captureStackTrace cannot be changed in this exercise", Line: 3, Column: 25}},
		"the message forges a frame":  {`throw new Error('x\n    at solution.mjs:99:9')`, where{Message: "x\n    at solution.mjs:99:9", Line: 3, Column: 7}},
		"a path in the message":       {`throw new Error('at ' + import.meta.url)`, where{Message: "at solution.mjs", Line: 3, Column: 7}},
		"process.exit":                {`process.exit(3)`, where{Message: "process.exit(3) was called", Line: 3, Column: 9}},
		"process.exit in a timer":     {`setTimeout(() => process.exit(), 5); await sleep(9)`, where{Message: "process.exit() was called", Line: 3, Column: 26}},
		"nothing where the test uses": {`return`, where{Message: undefinedPush}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			solution := "import { setTimeout as sleep } from 'node:timers/promises';\nexport async function f(s) {\n" + test.body + "\n}"
			j := newJob("solution.mjs", solution, "virtual", "f", "f")
			j.Scenarios = file{"scenarios.mjs", `export const scenarios = { f: async (s) => { const r = await s.solution.f(s); r.push(1); } };`}
			tr := run(t, j)
			require.Equal(t, []string{"@job", "@begin", "@crash"}, tr.kinds(), tr.stderr)
			got := parse(t, tr.of("@crash")[0])
			assert.NotContains(t, tr.of("@crash")[0], "/", "no path of the sandbox")
			if test.want.Line > 0 {
				test.want.File = "solution.mjs"
			}
			got.Stack = ""
			assert.Equal(t, test.want, got)
		})
	}
}

func TestATolerantScenarioGoesOn(t *testing.T) {
	solution := `export async function f(s) {
setTimeout(() => { throw new Error('one') }, 1);
Promise.reject(new Error('two'));
await s.sleep(10);
return 'survived' }`
	j := newJob("solution.mjs", solution, "virtual", "f", "f")
	j.Run[0].Tolerant = true
	tr := run(t, j)
	require.Equal(t, []string{"@job", "@begin", "@unhandled", "@uncaught", "result", "@end", "@begin", "@crash"}, tr.kinds(), tr.stderr)
	assert.Equal(t, 2, parse(t, tr.of("@uncaught")[0]).Line)
	assert.Equal(t, where{"two", "solution.mjs", 3, 16, "    at Module.f (solution.mjs:3:16)\n    at scenarios.mjs:3:76"},
		parse(t, tr.of("@unhandled")[0]))
}

func TestALateRejectionBelongsToItsScenario(t *testing.T) {
	solution := `export function f() { setImmediate(() => setImmediate(() => Promise.reject(new Error('late')))); return 1 }
export const g = () => 2;`
	j := newJob("solution.mjs", solution, "virtual", "f", "g")
	j.Run[0].Tolerant = true
	tr := run(t, j)
	require.Equal(t, []string{"@job", "@begin", "result", "@unhandled", "@end", "@begin", "result", "@end", "@done"}, tr.kinds())
}
