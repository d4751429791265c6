package apptest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing/fstest"

	"drill/cmd/drill/app"
	"drill/exercises"
	"drill/graders"
	"drill/graders/concepts"
)

// gapped is an exercise whose right solution does more than any check looks at.
func gapped() *graders.Exercise {
	e := sample("copy-fast", "streams", 2)
	e.Files.(fstest.MapFS)["_node/right/chatty.mjs"] = &fstest.MapFile{Data: []byte("emit a\nemit b\nprint c\n")}
	return e
}

// sampleCatalogue is a small catalogue for tests of the commands: two tracks,
// three exercises, whose checks look for events that [scripted] makes of the
// solution's text.
func sampleCatalogue() *app.Catalogue {
	return &app.Catalogue{
		Tracks: []exercises.Track{{Slug: "streams", Title: "Streams and buffers"}, {Slug: "errors", Title: "Error handling"}},
		All: []*graders.Exercise{
			sample("copy-slowly", "streams", 1), gapped(), sample("retry", "errors", 1),
		},
	}
}

func sample(slug, track string, order int) *graders.Exercise {
	return &graders.Exercise{
		Slug: slug, Track: track, Order: order, Title: "Title of " + slug, Summary: "Summary of " + slug + ".",
		Questions: []int{order},
		Files: fstest.MapFS{
			"README.md":            {Data: []byte("# Task\n\nEmit `a` and `b`.\n<!-- go -->\nIn Go.\n<!-- end -->\n")},
			"_node/solution.mjs":   {Data: []byte("// the stub\n")},
			"_node/reference.mjs":  {Data: []byte("emit a\nemit b\n")},
			"_node/scenarios.mjs":  {Data: []byte("// none\n")},
			"_go/solution.go":      {Data: []byte("// the stub in Go\n")},
			"_go/reference.go":     {Data: []byte("emit a\nemit b\n")},
			"_go/scenarios.go":     {Data: []byte("// none\n")},
			"_node/wrong/none.mjs": {Data: []byte("// fails: *\n")},
		},
		Scenarios: []graders.Scenario{{Name: "main-run", Clock: graders.Virtual}},
		Checks: []graders.Check{
			eventCheck(concepts.ErrorPropagation, "a"),
			eventCheck(concepts.NoLeakedWork, "b", concepts.ErrorPropagation),
		},
	}
}

func eventCheck(concept concepts.Concept, kind string, needs ...concepts.Concept) graders.Check {
	return graders.Check{
		Concept: concept, Claim: "emits " + kind, Needs: needs,
		Hints: []string{"first hint about " + kind, "second hint about " + kind},
		Judge: func(j *graders.Judge) {
			run := j.Run("main-run")
			j.Happened(run, kind, "an event "+kind)
		},
	}
}

// scripted is a sandbox for tests that runs no process. Lines of the solution
// tell it what to record: emit KIND, print TEXT, throw MESSAGE, fault MESSAGE,
// hang.
type scripted struct{}

func openScripted(_ context.Context, _ *app.App, choice string) (app.Sandbox, error) {
	if choice == "docker" {
		return nil, errors.New("no container engine answers: start one")
	}
	return scripted{}, nil
}

func (scripted) Warm(context.Context, *graders.Exercise, graders.Language) error { return nil }
func (scripted) Close() error                                                    { return nil }

func (scripted) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	run := &graders.Run{Scenario: "main-run", Clock: graders.Virtual, Outcome: graders.Ended, Input: job.Run[0].Input}
	recording := &graders.Recording{
		Runs:        map[string]*graders.Run{},
		Environment: graders.Environment{Sandbox: "local"},
	}
	run.Events = append(run.Events, graders.Event{Kind: "started"})
	for i, line := range strings.Split(string(job.Solution.Content), "\n") {
		command, rest, _ := strings.Cut(line, " ")
		switch command {
		case "emit":
			run.Events = append(run.Events, graders.Event{T: float64(i + 1), Kind: rest})
		case "print":
			run.Output = append(run.Output, graders.Output{Stream: "stdout", Text: graders.Clean(rest + "\n")})
		case "throw":
			recording.Load = &graders.Problem{Outcome: graders.Crashed, Message: rest, File: job.Solution.Name, Line: i + 1}
		case "fault":
			return nil, fmt.Errorf("the engine says: %s", rest)
		case "hang":
			fmt.Fprintln(os.Stderr, "hanging") // tells a test that it is under way
			<-ctx.Done()
			return nil, ctx.Err()
		}
	}
	for _, stimulus := range job.Run { // of one scenario, under several seeds
		own := *run
		own.Scenario = stimulus.Name
		recording.Runs[stimulus.Name] = &own
	}
	return recording, nil
}
