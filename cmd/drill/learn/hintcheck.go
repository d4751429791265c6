package learn

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/progress"
)

// chooseCheck is the one named, or the first that failed last; nil when all
// passed last. A hint that nobody can use yet is not spent.
func chooseCheck(t *task, record *progress.Record, concept string) (*graders.Check, error) {
	checks := t.exercise.ChecksFor(t.Language)
	ids := conceptIDs(checks)
	if concept == "" {
		if record == nil || record.Attempts == 0 {
			return nil, app.Misuse("nothing was graded yet: run drill test, or name a concept: %s", strings.Join(ids, ", "))
		}
		if record.Unloaded {
			return nil, app.Misuse("the solution could not be loaded, which comes before any hint: drill test says why")
		}
		if len(record.Failing) == 0 {
			return nil, nil
		}
		concept = record.Failing[0]
	}
	at := slices.Index(ids, concept)
	if at < 0 {
		if near := app.Nearest(concept, ids); near != "" {
			return nil, app.Misuse("%s grades no concept %q: did you mean %s?", t.exercise.Slug, concept, near)
		}
		return nil, app.Misuse("%s grades no concept %q: it grades %s", t.exercise.Slug, concept, strings.Join(ids, ", "))
	}
	return &checks[at], nil
}

func conceptIDs(checks []graders.Check) []string {
	ids := make([]string, len(checks))
	for i, c := range checks {
		ids[i] = c.Concept.ID
	}
	return ids
}

// completeConcepts offers the concepts of the exercise at hand.
func completeConcepts(a *app.App) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		t, err := locate(a, "")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var offers []cobra.Completion
		for _, check := range t.exercise.ChecksFor(t.Language) {
			offers = append(offers, cobra.CompletionWithDesc(check.Concept.ID, check.Claim))
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}
