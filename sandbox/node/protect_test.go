package node

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const imports = `import async_hooks, { AsyncLocalStorage } from 'node:async_hooks';
import { Buffer } from 'node:buffer';
import events, { EventEmitter } from 'node:events';
import fs from 'node:fs';
import module from 'node:module';
import { Readable, Writable, Transform, Duplex } from 'node:stream';
import streams from 'node:stream/promises';
import timers from 'node:timers';
import sleeps from 'node:timers/promises';
import util from 'node:util';
const never = () => {};
`

// bends are ways to change what a solution shares with the scenario, and the name
// that the refusal has.
var bends = map[string]string{
	"Buffer.prototype.subarray = never":                                       "Buffer.prototype.subarray",
	"Uint8Array.prototype.subarray = never":                                   "Uint8Array.prototype.subarray",
	"Array.prototype.map = never":                                             "Array.prototype.map",
	"Object.defineProperty(Array.prototype, 'map', { value: never })":         "Array.prototype.map",
	"Object.defineProperty(Object.prototype, 'toJSON', { value: never })":     "Object.prototype.toJSON",
	"Object.prototype.hasOwnProperty = never":                                 "Object.prototype.hasOwnProperty",
	"Map.prototype.get = never":                                               "Map.prototype.get",
	"Promise.prototype.then = never":                                          "Promise.prototype.then",
	"Promise.all = never":                                                     "Promise.all",
	"Promise = class {}":                                                      "Promise",
	"globalThis.AbortController = class {}":                                   "AbortController",
	"Object.keys = never":                                                     "Object.keys",
	"JSON.stringify = never":                                                  "JSON.stringify",
	"Math.max = never":                                                        "Math.max",
	"String.prototype.slice = never":                                          "String.prototype.slice",
	"Error.prototype.name = 'x'":                                              "Error.prototype.name",
	"Error.captureStackTrace = never":                                         "Error.captureStackTrace",
	"Function.prototype.call = never":                                         "Function.prototype.call",
	"EventEmitter.prototype.emit = never":                                     "EventEmitter.prototype.emit",
	"events.getEventListeners = never":                                        "EventEmitter.getEventListeners",
	"EventEmitter.init = never":                                               "EventEmitter.init",
	"EventTarget.prototype.addEventListener = never":                          "EventTarget.prototype.addEventListener",
	"AbortSignal.prototype.throwIfAborted = never":                            "AbortSignal.prototype.throwIfAborted",
	"Object.defineProperty(AbortSignal.prototype, 'aborted', { get: never })": "AbortSignal.prototype.aborted",
	"AbortController.prototype.abort = never":                                 "AbortController.prototype.abort",
	"AbortSignal.timeout = never":                                             "AbortSignal.timeout",
	"Readable.prototype.read = never":                                         "Readable.prototype.read",
	"Readable.from = never":                                                   "Readable.from",
	"Writable.prototype.write = never":                                        "Writable.prototype.write",
	"streams.pipeline = never":                                                "stream/promises.pipeline",
	"setTimeout = never":                                                      "setTimeout",
	"setImmediate = never":                                                    "setImmediate",
	"queueMicrotask = never":                                                  "queueMicrotask",
	"structuredClone = never":                                                 "structuredClone",
	"Date = class {}":                                                         "Date",
	"Date.now = never":                                                        "Date.now",
	"performance.now = never":                                                 "performance.now",
	"timers.setTimeout = never":                                               "timers.setTimeout",
	"sleeps.setTimeout = never":                                               "timers/promises.setTimeout",
	"AsyncLocalStorage.prototype.getStore = never":                            "AsyncLocalStorage.prototype.getStore",
	"util.inspect = never":                                                    "util.inspect",
	"util.types.isPromise = never":                                            "util.types.isPromise",
	"fs.writeSync = never":                                                    "fs.writeSync",
	"process.nextTick = never":                                                "process.nextTick",
	"process.emit = never":                                                    "process.emit",
	"process.on = never":                                                      "process.on",
	"process._fatalException = () => true":                                    "process._fatalException",
	"process.stdout = null":                                                   "process.stdout",
	"process.exit = never":                                                    "process.exit",
	"console.log = never":                                                     "console.log",
	"globalThis.Buffer = class {}":                                            "Buffer",
	"process = never":                                                         "process",
	"performance = never":                                                     "performance",
	"MessageChannel = class {}":                                               "MessageChannel",
	"fetch = never":                                                           "fetch",
	"process._exiting = true":                                                 "process._exiting",
	"MessagePort.prototype.postMessage = never":                               "MessagePort.prototype.postMessage",
	"setImmediate(never).constructor.prototype.unref = never":                 "Immediate.prototype.unref",
	"setTimeout(() => {}).constructor.prototype.close = never":                "Timeout.prototype.close",
}

// Each is refused with one kind of message and the learner's line, in strict code and
// in sloppy code.
func TestWhatIsSharedCannotBeChanged(t *testing.T) {
	for bend, name := range bends {
		t.Run(bend, func(t *testing.T) {
			want := name + " cannot be changed in this exercise"
			tr := run(t, newJob("solution.mjs", imports+bend+"\nexport const f = () => 1;", "virtual", "f"))
			require.Len(t, tr.of("@load"), 1, "%v %s", tr.kinds(), tr.stderr)
			at := parse(t, tr.of("@load")[0])
			assert.Equal(t, "TypeError: "+want, at.Message)
			assert.Equal(t, strings.Count(imports, "\n")+1, at.Line)
		})
	}
}

// In try and catch, or by what fails in silence, a solution may go on: nothing has
// changed then.
func TestWhatIsRefusedChangesNothing(t *testing.T) {
	var solution strings.Builder
	solution.WriteString(imports + "const before = [];\nconst bent = [];\n")
	for bend, name := range bends {
		target, _, assignment := strings.Cut(bend, " = ")
		if !assignment || strings.ContainsAny(target, "([") {
			continue
		}
		fmt.Fprintf(&solution, "{ const was = %s; try { %s } catch {} if (was !== %s) bent.push(%q); }\n", target, bend, target, name)
		if at := strings.LastIndex(target, "."); at > 0 {
			object, key := target[:at], target[at+1:]
			fmt.Fprintf(&solution, "{ const was = %s; Reflect.defineProperty(%s, %q, { value: never }); Reflect.deleteProperty(%s, %q); if (was !== %s) bent.push(%q); }\n", target, object, key, object, key, target, name)
		}
	}
	solution.WriteString("export const f = () => bent;\n")
	tr := run(t, newJob("solution.mjs", solution.String(), "virtual", "f"))
	assert.Equal(t, "[]", tr.result("f"), "%v %v", tr.kinds(), tr.of("@load"))
}

// additions are names that nobody has yet and that something would look for.
var additions = []string{
	"EventEmitter.prototype", "Object.prototype.toJSON", "Object.prototype.then", "Object.prototype.highWaterMark", "Array.prototype[0]", "Array.prototype[Symbol.isConcatSpreadable]",
	"Error[Symbol.hasInstance]", "Promise.call", "AbortSignal.prototype.then", "Readable.prototype.next", "EventEmitter.prototype.on.call", "JSON.toJSON",
}

func TestNothingCanBeAddedToWhatIsShared(t *testing.T) {
	for _, name := range additions {
		t.Run(strings.NewReplacer("[", " ", "]", "").Replace(name), func(t *testing.T) {
			tr := run(t, newJob("solution.mjs", imports+name+" = never\nexport const f = () => 1;", "virtual", "f"))
			require.Len(t, tr.of("@load"), 1, "%v %s", tr.kinds(), tr.stderr)
			at := parse(t, tr.of("@load")[0])
			assert.Regexp(t, "(?s)(object is not extensible|^TypeError: Cannot assign to read only property .*|cannot be changed in this exercise)$", at.Message)
			assert.Equal(t, strings.Count(imports, "\n")+1, at.Line)
		})
	}
}

// What is one's own can be given any property, also by an assignment in strict code.
func TestWhatIsOnesOwnCanBeChanged(t *testing.T) {
	tr := run(t, newJob("solution.mjs", imports+testdata(t, "own.mjs"), "virtual", "own", "classes", "settings"))
	require.True(t, tr.finished(), "%v %v %v %s", tr.kinds(), tr.of("@load"), tr.of("@crash"), tr.stderr)
	for _, scenario := range []string{"own", "classes", "settings"} {
		assert.Equal(t, "[]", tr.result(scenario), scenario)
	}
}
