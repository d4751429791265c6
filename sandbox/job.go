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

func newJobFile(f graders.File) jobFile { return jobFile{f.Name, string(f.Content)} }

type jobStimulus struct {
	graders.Stimulus
	WallMs int64 `json:"wallMs"`
}

// jobLine is a job as it is sent. The nonce comes first, where a harness finds it in
// the bytes.
type jobLine struct {
	Nonce     string           `json:"nonce"`
	Language  graders.Language `json:"language"`
	Solution  jobFile          `json:"solution"`
	Others    []jobFile        `json:"others,omitempty"`
	Scenarios jobFile          `json:"scenarios"`
	Run       []jobStimulus    `json:"run"`
	Shared    bool             `json:"shared,omitempty"`
	Imports   []string         `json:"imports"`
	Exports   []string         `json:"exports"`
	LoadMs    int64            `json:"loadMs"`
	Threads   bool             `json:"threads,omitempty"`
	Network   bool             `json:"network,omitempty"`
}

// encodeJob returns the line that a harness reads; docs/protocol.md describes it.
func encodeJob(job graders.Job, nonce string) ([]byte, error) {
	run := make([]jobStimulus, len(job.Run))
	for i, stimulus := range job.Run {
		run[i] = jobStimulus{stimulus, stimulus.Wall.Milliseconds()}
	}
	others := make([]jobFile, len(job.Others))
	for i, file := range job.Others {
		others[i] = newJobFile(file)
	}
	line, err := json.Marshal(jobLine{
		Nonce: nonce, Language: job.Language,
		Solution: newJobFile(job.Solution), Others: others, Scenarios: newJobFile(job.Scenarios),
		Run: run, Shared: job.Shared, Imports: job.Imports, Exports: job.Exports, LoadMs: job.Limits.Load.Milliseconds(),
		Threads: job.Threads, Network: job.Network,
	})
	if err != nil {
		return nil, fmt.Errorf("encode the job: %w", err)
	}
	return append(line, '\n'), nil
}
