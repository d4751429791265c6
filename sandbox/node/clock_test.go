package node

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVirtualClock(t *testing.T) {
	const day = "1728000000"
	want := []struct{ scenario, result string }{
		{"jump", day},
		{"named", `1500`},
		{"required", `700`},
		{"order", `["1","0","5a","5b","10"]`},
		{"chained", `300`},
		{"argumentsAndThis", `["x","y",true]`},
		{"interval", `[10,20,30]`},
		{"delays", `[1,1,1,1,1,1,1,7]`},
		{"handle", `[true,false,true,"number","Timeout","fired 16"]`},
		{"notAFunction", `[true,"ERR_INVALID_ARG_TYPE"]`},
		{"promises", `["value",{"$":"undefined"},75]`},
		{"aborted", `[["AbortError","ABORT_ERR","why",10],"AbortError"]`},
		{"iterated", `[["tick",10],["tick",20],["tick",30]]`},
		{"abortTimeout", `[5000,"TimeoutError",true]`},
		{"promisified", `["v",40]`},
		{"dates", `[1000,1000,1000,1000,true,true,"string",1,"1970-01-01T00:00:00.000Z",86400000,1000,true,"Date",7]`},
		{"monotonic", `[1500,1500,1,1500,1500]`},
		{"temporal", `[1500,1,true]`},
		{"turnsFirst", `[60,10]`},
		{"spinner", `60000`},
		{"realWork", `["object",true,10]`},
		{"leftover", `"left"`},
		{"afterLeftover", `1000`},
	}
	var names []string
	for _, w := range want {
		names = append(names, w.scenario)
	}
	tr := run(t, newJob("solution.mjs", testdata(t, "clock.mjs"), "virtual", names...))
	require.True(t, tr.finished(), "%v %s", tr.kinds(), tr.stderr)
	for _, w := range want {
		assert.Equal(t, w.result, tr.result(w.scenario), w.scenario)
	}
}

func TestTheSameTimersWorkOnTheRealClock(t *testing.T) {
	solution := `
import { setTimeout as sleep } from 'node:timers/promises';
export async function real(s) {
  const from = Date.now();
  await sleep(30);
  await s.sleep(5);
  return [Date.now() - from >= 30, s.now() >= 30, s.now() < 20000, setTimeout.name, new Date().constructor === Date];
}
export async function virtual(s) { await sleep(3_600_000); return s.now(); }`
	j := newJob("solution.mjs", solution, "real", "real", "virtual", "real")
	j.Run[1].Clock = "virtual"
	tr := run(t, j)
	require.True(t, tr.finished(), "%v %s", tr.kinds(), tr.stderr)
	assert.Equal(t, "3600000", tr.result("virtual"))
	results := tr.of("result")
	require.Len(t, results, 3)
	assert.Equal(t, `[true,true,true,"setTimeout",true]`, results[0])
	assert.Equal(t, results[0], results[2], "the clock is real again after a virtual scenario")
}

func TestStuck(t *testing.T) {
	tests := map[string]struct{ clock, body, message string }{
		"nothing left on the virtual clock": {"virtual", `await new Promise(() => {})`, "nothing is left to run"},
		"nothing left on the real clock":    {"real", `await new Promise(() => {})`, "nothing is left to run"},
		"after a timer on the real clock":   {"real", `await new Promise((r) => setTimeout(r, 5)); await new Promise(() => {})`, "nothing is left to run"},
		"an interval that never ends":       {"virtual", `setInterval(() => {}, 1000); await new Promise(() => {})`, "timers fired 50000 times"},
		"an interval of days":               {"virtual", `setInterval(() => {}, 86400e3); await new Promise(() => {})`, "more than a year passed"},
		"setImmediate that never ends":      {"virtual", `const f = () => setImmediate(f); f(); await new Promise(() => {})`, "setImmediate is called over and over"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			solution := `export async function waits(s) { s.emit('before', 1);` + test.body + `}; export const next = () => 'ran';`
			j := newJob("solution.mjs", solution, test.clock, "waits", "next")
			tr := run(t, j)
			require.Len(t, tr.of("@stuck"), 1, "%v %s", tr.kinds(), tr.stderr)
			assert.Contains(t, tr.of("@stuck")[0], test.message)
			assert.Equal(t, `"ran"`, tr.result("next"), "the job goes on after a scenario that is stuck")
			assert.True(t, tr.finished())
		})
	}
}
