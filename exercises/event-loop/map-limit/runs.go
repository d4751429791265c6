package maplimit

import (
	"fmt"

	"drill/graders"
)

// rounds cuts a run at its "round" events. One select decides at random, so Go
// repeats what a select may get right by luck.
func rounds(run *graders.Run) []*graders.Run {
	var found []*graders.Run
	for _, e := range run.Events {
		if e.Kind == "round" {
			found = append(found, &graders.Run{Scenario: run.Scenario, Clock: run.Clock, Input: run.Input, Outcome: run.Outcome})
		}
		if len(found) > 0 {
			last := found[len(found)-1]
			last.Events = append(last.Events, e)
		}
	}
	return found
}

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
