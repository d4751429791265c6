package verify_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing/fstest"

	"drill/graders"
	"drill/graders/concepts"
)

// letters are what the checks of the sample look for, one each.
func letters() map[string]concepts.Concept {
	return map[string]concepts.Concept{
		"a": concepts.ErrorPropagation, "b": concepts.NoLeakedWork, "c": concepts.Cancellation, "d": concepts.Backpressure,
	}
}

// sample is an exercise that holds: a solution is a line of the letters that it
// emits, under the scripted sandbox.
func sample() *graders.Exercise {
	e := &graders.Exercise{
		Slug: "letters", Track: "streams", Order: 1, Title: "Letters", Questions: []int{1},
		Exports: []string{"emit"}, Files: sampleFiles(),
		Scenarios: []graders.Scenario{{Name: "all", Clock: graders.Real}},
	}
	for _, letter := range strings.Split("abcd", "") {
		e.Checks = append(e.Checks, graders.Check{
			Concept: letters()[letter], Claim: "emits " + letter, Hints: []string{"one", "two"},
			Judge: func(j *graders.Judge) { j.Happened(j.Run("all"), letter, "the letter "+letter) },
		})
	}
	return e
}

func sampleFiles() fstest.MapFS {
	files := fstest.MapFS{"README.md": text("# Letters\n")}
	for _, l := range []struct{ folder, ending string }{{"_node", ".mjs"}, {"_go", ".go"}} {
		maps.Copy(files, fstest.MapFS{
			l.folder + "/solution" + l.ending:       text("// the stub\n"),
			l.folder + "/scenarios" + l.ending:      text("// stimuli\n"),
			l.folder + "/reference" + l.ending:      text("emit abcd\n"),
			l.folder + "/right/one" + l.ending:      text("emit abcd\n"),
			l.folder + "/right/two" + l.ending:      text("emit dcba\n"),
			l.folder + "/wrong/swallows" + l.ending: text("// fails: error-propagation (handbook)\nemit bcd\n"),
			l.folder + "/wrong/leaks" + l.ending:    text("// fails: no-leaked-work\nemit acd\n"),
			l.folder + "/wrong/deaf" + l.ending:     text("// fails: cancellation, backpressure\nemit ab\n"),
			l.folder + "/wrong/nothing" + l.ending:  text("// fails: *\n"),
		})
	}
	files["_go/solution.go"] = text("package solution\n\nfunc Emit() {}\n")
	return files
}

func text(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

// with returns the sample with one file changed; nil removes it.
func with(name string, file *fstest.MapFile) *graders.Exercise {
	e := sample()
	files := e.Files.(fstest.MapFS)
	if file == nil {
		delete(files, name)
	} else {
		files[name] = file
	}
	return e
}

// scripted is a sandbox that runs no process. Lines of a solution tell it what to
// record: "emit LETTERS", "flaky LETTER" for one that comes from the second run on,
// "unlucky LETTER" for one that is missing under odd seeds, "throw MESSAGE",
// "fault MESSAGE".
type scripted struct {
	mu   sync.Mutex
	runs map[string]int // of each solution
	jobs []graders.Job
}

func (s *scripted) Run(_ context.Context, job graders.Job) (*graders.Recording, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.runs == nil {
		s.runs = map[string]int{}
	}
	solutions := append([]graders.File{job.Solution}, job.Others...)
	for _, solution := range solutions {
		s.runs[string(solution.Content)]++
	}
	s.jobs = append(s.jobs, job)
	recording := &graders.Recording{Runs: map[string]*graders.Run{}}
	for _, stimulus := range job.Run {
		run := &graders.Run{Scenario: stimulus.Name, Clock: stimulus.Clock, Input: stimulus.Input, Outcome: graders.Ended}
		recording.Runs[stimulus.Name] = run
		source := string(solutions[stimulus.Solution].Content)
		for line := range strings.Lines(source) {
			if err := s.perform(recording, run, strings.TrimSpace(line), s.runs[source]); err != nil {
				return nil, err
			}
		}
	}
	return recording, nil
}

func (s *scripted) perform(recording *graders.Recording, run *graders.Run, line string, round int) error {
	command, rest, _ := strings.Cut(line, " ")
	var input struct{ Odd bool }
	if err := json.Unmarshal(run.Input, &input); err != nil {
		return err
	}
	switch command {
	case "emit":
	case "flaky":
		if round == 1 {
			return nil
		}
	case "unlucky":
		if input.Odd {
			return nil
		}
	case "throw":
		recording.Load = &graders.Problem{Outcome: graders.Crashed, Message: rest, File: "solution.mjs", Line: 3}
		return nil
	case "fault":
		return fmt.Errorf("the engine says: %s", rest)
	default:
		return nil
	}
	for _, letter := range strings.Split(rest, "") {
		run.Events = append(run.Events, graders.Event{T: float64(len(run.Events)), Kind: letter})
	}
	return nil
}
