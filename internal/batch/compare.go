package batch

import (
	"fmt"
	"slices"

	"drill/graders"
)

// Compare tells how two gradings of one submission differ, a line for each verdict
// and each part of the environment. It compares what was concluded: times, and
// texts that may have been redacted, are left out.
func Compare(before, after *graders.Report) (verdicts, environment []string) {
	for _, v := range before.Verdicts {
		at := slices.IndexFunc(after.Verdicts, func(n graders.Verdict) bool { return n.Concept.ID == v.Concept.ID })
		switch {
		case at < 0:
			verdicts = append(verdicts, fmt.Sprintf("%s: %s before, not graded now", v.Concept.Title, v.Status))
		case after.Verdicts[at].Status != v.Status:
			verdicts = append(verdicts, fmt.Sprintf("%s: %s before, %s now", v.Concept.Title, v.Status, after.Verdicts[at].Status))
		}
	}
	for _, v := range after.Verdicts {
		if !slices.ContainsFunc(before.Verdicts, func(b graders.Verdict) bool { return b.Concept.ID == v.Concept.ID }) {
			verdicts = append(verdicts, fmt.Sprintf("%s: not graded before, %s now", v.Concept.Title, v.Status))
		}
	}
	return verdicts, compareEnvironment(before, after)
}

func compareEnvironment(before, after *graders.Report) []string {
	b, a := before.Environment, after.Environment
	var differences []string
	for _, part := range []struct {
		name        string
		before, now any
	}{
		{"exercise", before.Exercise, after.Exercise},
		{"language", before.Language, after.Language},
		{"seed", before.Seed, after.Seed},
		{"sandbox", b.Sandbox, a.Sandbox},
		{"image", b.Image, a.Image},
		{"image digest", b.Digest, a.Digest},
		{"runtime", b.Runtime, a.Runtime},
		{"confinement", b.Confined, a.Confined},
		{"limits", before.Limits, after.Limits},
	} {
		if part.before != part.now {
			differences = append(differences, fmt.Sprintf("%s: %s before, %s now", part.name, shown(part.before), shown(part.now)))
		}
	}
	return differences
}

func shown(value any) string {
	if text := fmt.Sprint(value); text != "" {
		return text
	}
	return "none"
}
