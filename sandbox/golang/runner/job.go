package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// job is what drill sends; docs/protocol.md describes it.
type job struct {
	Nonce     string     `json:"nonce"`
	Solution  file       `json:"solution"`
	Others    []file     `json:"others"`
	Scenarios file       `json:"scenarios"`
	Run       []stimulus `json:"run"`
	Shared    bool       `json:"shared"`
	Imports   []string   `json:"imports"`
	Network   bool       `json:"network"`
	LoadMs    int64      `json:"loadMs"`
}

type file struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

type stimulus struct {
	Name   string          `json:"name"`
	Clock  string          `json:"clock"`
	Input  json.RawMessage `json:"input"`
	WallMs int64           `json:"wallMs"`
	// Solution is 0 for the job's solution, n for the n-th of its others.
	Solution int `json:"solution"`
}

func (s stimulus) virtual() bool { return s.Clock == "virtual" }

func (s stimulus) wall() time.Duration { return time.Duration(s.WallMs) * time.Millisecond }

// maxParallel bounds the virtual-clock scenarios that run side by side. Those of
// the real clock run alone: they measure.
const maxParallel = 4

func runJob(j job, tools *toolchain, reaper *reaper, out *trace) {
	out.send(event{Kind: "@job", Data: data{
		"runtime": fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)}})
	binary, problem := build(j, tools)
	switch {
	case problem != nil && problem.exercise:
		for _, s := range j.Run {
			out.send(event{Scenario: s.Name, Kind: "@begin"})
			out.send(event{Scenario: s.Name, Kind: "@broken", Data: data{"message": problem.message}})
		}
	case problem != nil:
		out.send(event{Kind: "@load", Data: problem.data()})
		return
	default:
		runAll(j, launcher{binary: binary, work: tools.work, reaper: reaper, out: out, scenarios: j.Scenarios.Content})
	}
	out.send(event{Kind: "@done"})
}

func runAll(j job, l launcher) {
	defer collectOrphans(l.reaper)()
	slots := make(chan struct{}, min(maxParallel, runtime.NumCPU()))
	var group sync.WaitGroup
	for _, turn := range j.turns() {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			for left := turn; len(left) > 0; {
				left = l.run(left)
			}
		})
	}
	group.Wait()
	for _, s := range j.Run {
		if !s.virtual() {
			l.run([]stimulus{s})
		}
	}
}
