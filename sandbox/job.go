package sandbox

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"drill/graders"
)

// nonceBytes is the length of a nonce: too long to guess within any job.
const nonceBytes = 16

// NewNonce draws the mark of one job's trace lines.
func NewNonce() string {
	nonce := make([]byte, nonceBytes)
	rand.Read(nonce) // never fails: crypto/rand ends the program instead
	return hex.EncodeToString(nonce)
}

type jobFile struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

type jobStimulus struct {
	graders.Stimulus
	WallMs int64 `json:"wallMs"`
}

// encodeJob returns the line that a harness reads; docs/protocol.md describes it.
func encodeJob(job graders.Job, nonce string) ([]byte, error) {
	run := make([]jobStimulus, len(job.Run))
	for i, stimulus := range job.Run {
		run[i] = jobStimulus{stimulus, stimulus.Wall.Milliseconds()}
	}
	line, err := json.Marshal(map[string]any{
		"nonce": nonce, "language": job.Language,
		"solution":  jobFile{job.Solution.Name, string(job.Solution.Content)},
		"scenarios": jobFile{job.Scenarios.Name, string(job.Scenarios.Content)},
		"run":       run, "imports": job.Imports, "exports": job.Exports, "loadMs": job.Limits.Load.Milliseconds(),
	})
	if err != nil {
		return nil, fmt.Errorf("encode the job: %w", err)
	}
	return append(line, '\n'), nil
}
