package maplimit

import (
	"fmt"

	"drill/graders"
)

// rounds are the calls of the solution that a run is made of. One select decides at
// random, so Go repeats what a select may get right by luck.
func rounds(run *graders.Run) []*graders.Run { return run.Rounds("round") }

// count describes a value that should have been a list of outcomes.
func count(value any) string {
	if list, ok := value.([]any); ok {
		return fmt.Sprint(len(list))
	}
	return graders.Show(value)
}

// ending describes an outcome.
func ending(e graders.Event) string {
	switch {
	case e.Text("status") == "fulfilled":
		return "success with " + graders.Show(e.Data["value"])
	case e.Text("status") == "rejected":
		return "the error " + e.Text("message")
	}
	return graders.Show(e.Data)
}
