package local

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// threaded answers with what a thread of its own makes of the input.
const threaded = `import { Worker } from 'node:worker_threads'
const thread = "const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage(6 * workerData)"
export const answer = (n) => new Promise((resolve, reject) => {
	const worker = new Worker(thread, { eval: true, workerData: n })
	worker.on('message', resolve).on('error', reject)
})`

func TestThreadsWhereAnExerciseAllowsThem(t *testing.T) {
	job := nodeJob(threaded)
	job.Threads = true
	got := run(t, newSandbox(t), job)
	require.Equal(t, graders.Ended, got.Outcome, "%+v", got.Problem)
	require.Len(t, got.Events, 1)
	assert.Equal(t, graders.Data{"value": 42.0}, got.Events[0].Data)
}

func TestNoThreadsElsewhere(t *testing.T) {
	got := run(t, newSandbox(t), nodeJob(threaded))
	assert.Equal(t, graders.Crashed, got.Outcome)
	assert.Empty(t, got.Events)
	require.NotNil(t, got.Problem)
	assert.Contains(t, got.Problem.Message, "node:worker_threads's Worker is not available in this exercise")
	assert.Equal(t, "solution.mjs", got.Problem.File)
	assert.Equal(t, 4, got.Problem.Line)
}
