package verify

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"drill/graders"
	"drill/internal/prefixes"
)

// Options say how thorough a proof is.
type Options struct {
	Languages []graders.Language
	Seeds     []uint64
	// Repeat is how often each solution is graded under each seed, each time in
	// processes of its own: a verdict that differs between them is a problem. Below 2
	// it is graded once.
	Repeat int
	// Jobs is how many solutions are graded side by side.
	Jobs int
	// Prefixes are what wrong solutions are graded behind, too; none when nil.
	Prefixes func(graders.Language) []prefixes.Prefix
	// Each is called after every grading, from one goroutine at a time.
	Each func(Result)
}

// Result is one grading of one case.
type Result struct {
	Case Case
	Seed uint64
	// Outcomes are one a check, in the exercise's order; none when the exercise itself
	// broke. The report, with all that was recorded, is not kept: there are thousands.
	Outcomes []Outcome
	// Refused is set when the solution was not run, since the compiler refused it.
	Refused bool
	// Wrong says in what the outcome differs from what it must be; empty when it
	// does not.
	Wrong string
}

// Proof is all that was found out about an exercise.
type Proof struct {
	Exercise *graders.Exercise
	Problems []Problem
	// Results are by language, role, name and seed.
	Results []Result
}

// Finished reports whether the author has replaced every placeholder.
func (p Proof) Finished() bool {
	return !slices.ContainsFunc(p.Problems, func(p Problem) bool { return p.Draft })
}

// Holds reports whether the exercise is proven.
func (p Proof) Holds() bool {
	return len(p.Problems) == 0 && len(p.Results) > 0 &&
		!slices.ContainsFunc(p.Results, func(r Result) bool { return r.Wrong != "" })
}

// Prove lints an exercise and grades all of its solutions under all seeds, in the
// languages in which it can be graded: what keeps it from that is a problem. An
// error is a fault of the sandbox.
func Prove(ctx context.Context, sandbox graders.Sandbox, e *graders.Exercise, o Options) (Proof, error) {
	var proof Proof
	err := ProveAll(ctx, sandbox, []*graders.Exercise{e}, o, func(p Proof) { proof = p })
	return proof, err
}

// ProveAll proves exercises as [Prove] does and calls done with each proof, in their
// order. They overlap: some solutions hang until their time is up, and exercises on the
// real clock wait, so that these are begun first.
func ProveAll(ctx context.Context, sandbox graders.Sandbox, exercises []*graders.Exercise, o Options, done func(Proof)) error {
	q := newQueue(exercises, o, done)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(o.Jobs, 1))
	for _, w := range q.slowestFirst() {
		for _, p := range w.portions {
			group.Go(func() error {
				results, err := try(ctx, sandbox, p)
				if err == nil {
					q.add(w, results)
				}
				return err
			})
		}
	}
	err := group.Wait()
	if err == nil {
		q.deliver()
	}
	return err
}

// Gradings is how many gradings [Prove] will do, as far as they can be known.
func Gradings(e *graders.Exercise, o Options) int {
	cases := o.cases(e, Lint(e))
	count := len(cases) * len(o.Seeds) * max(o.Repeat, 1)
	for _, p := range o.bent(cases) {
		count += len(p.attempts)
	}
	return count
}

// cases are all that can be graded in the languages of a proof.
func (o Options) cases(e *graders.Exercise, problems []Problem) []Case {
	var all []Case
	for _, l := range o.Languages {
		if gradable(e, l, problems) {
			cases, _ := Cases(e, l)
			all = append(all, cases...)
		}
	}
	return all
}

// gradable reports whether there is anything to run, and something to judge it.
func gradable(e *graders.Exercise, l graders.Language, problems []Problem) bool {
	_, err := e.Stimuli(l)
	checks := e.ChecksFor(l)
	judged := !slices.ContainsFunc(checks, func(c graders.Check) bool { return c.Judge == nil })
	return err == nil && judged && len(checks) > 0 && len(e.ScenariosFor(l)) > 0 && !draftIn(problems, l)
}

// inOrder sorts results as people read them: what is right first.
func inOrder(a, b Result) int {
	roles := []Kind{Reference, Right, Stub, Empty, Hollow, Wrong}
	languages := graders.Languages()
	return cmp.Or(
		cmp.Compare(slices.Index(languages, a.Case.Language), slices.Index(languages, b.Case.Language)),
		cmp.Compare(slices.Index(roles, a.Case.Kind), slices.Index(roles, b.Case.Kind)),
		cmp.Compare(a.Case.Name, b.Case.Name),
		cmp.Compare(a.Case.Behind, b.Case.Behind),
		cmp.Compare(a.Seed, b.Seed),
	)
}

func (o Options) each(r Result) {
	if o.Each != nil {
		o.Each(r)
	}
}
