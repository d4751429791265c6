package author

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"drill/cmd/drill/app"
	"drill/exercises"
	"drill/graders"
	"drill/internal/mutation"
	"drill/internal/verify"
	"drill/sandbox"
	"drill/sandbox/golang"
	"drill/sandbox/node"
)

// mutantSeeds is how many seeds a mutant must pass under to count as a survivor.
const mutantSeeds = 5

// runMutants goes after the mutants of exercises.
func runMutants(ctx context.Context, o *verifyOptions) error {
	if o.report == onTerminal {
		return app.Misuse("--mutants prints what it finds anyway: name a file for a page, --report=mutants.html")
	}
	chosen, plan, err := o.plan()
	if err != nil {
		return err
	}
	options, err := o.mutationOptions(ctx, plan)
	if err != nil {
		return err
	}
	results, err := o.testMutants(ctx, chosen, options)
	if err != nil {
		return err
	}
	if err := o.showMutants(results); err != nil {
		return err
	}
	if slices.ContainsFunc(results, func(r mutation.Result) bool { return !r.Holds() }) {
		return app.ErrFailed
	}
	return nil
}

// mutationOptions has the same seeds every time, unless others are asked for: what is known
// of a mutant then stays known, and a list of equivalents stays right.
func (o *verifyOptions) mutationOptions(ctx context.Context, plan verify.Options) (mutation.Options, error) {
	a := o.app
	folders, err := a.Folders()
	if err != nil {
		return mutation.Options{}, err
	}
	options := mutation.Options{
		Languages: plan.Languages, Jobs: plan.Jobs, Cache: folders.Cache, Version: exercises.Version,
		Stamp: strings.Join([]string{"1", graders.Version(), sandbox.Version(), node.Version(), golang.Version()}, " "),
	}
	first := max(a.Flags.Seed, 1)
	for i := range uint64(o.seeds) {
		options.Seeds = append(options.Seeds, first+i)
	}
	if slices.Contains(plan.Languages, graders.Go) {
		if _, err := exec.LookPath("go"); err != nil {
			return options, app.Misuse("mutants in Go need the go command: install Go, or look at Node.js only with --lang node")
		}
		packages := append(graders.DefaultImports(), exercises.Packages()...)
		if options.Importer, err = golang.Importer(ctx, packages); err != nil {
			return options, fmt.Errorf("look up the standard library: %w", err)
		}
	}
	return options, nil
}

// testMutants shows each result when it is there.
func (o *verifyOptions) testMutants(ctx context.Context, chosen []*graders.Exercise, options mutation.Options) ([]mutation.Result, error) {
	a := o.app
	s, err := a.Open(ctx, a, a.Flags.Sandbox)
	if err != nil {
		return nil, err
	}
	defer a.Close(s)
	bar := newMutantsBar(a.Console)
	defer bar.clear()
	options.Each = bar.step
	var results []mutation.Result
	err = mutation.Run(ctx, s, chosen, options, func(r mutation.Result) {
		results = append(results, r)
		bar.pause()
		if !o.json {
			printMutants(a, r, o.draft)
		}
	})
	return results, err
}
