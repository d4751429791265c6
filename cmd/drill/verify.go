package main

import (
	"context"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"drill/graders"
	"drill/internal/verify"
)

type verifyOptions struct {
	app      *app
	language string
	seeds    int
	jobs     int
	json     bool
	names    []string
}

func newVerify(a *app) *cobra.Command {
	o := &verifyOptions{app: a}
	cmd := &cobra.Command{
		Use: "verify [TRACK|EXERCISE...]", Short: "Prove exercises (for authors)",
		Long: `Verify proves exercises, all of them by default: the stub and an empty file fail, the
reference passes every check in both languages under several seeds, every wrong
solution fails exactly the concepts its first line names, and every concept is failed
by at least one. It exits 1 when something does not hold.`,
		Example: `  drill verify
  drill verify backpressure-copy --lang go --seeds 20`,
		ValidArgsFunction: a.completeExercises(true),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.names = args
			return runVerify(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.language, "lang", "", "only this `language`: node or go")
	cmd.Flags().IntVar(&o.seeds, "seeds", 3, "how many `seeds` to grade each solution under")
	cmd.Flags().IntVar(&o.jobs, "jobs", runtime.NumCPU(), "how many `solutions` are graded side by side")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the proofs as JSON")
	return cmd
}

func runVerify(ctx context.Context, o *verifyOptions) error {
	a := o.app
	chosen, options, err := o.plan()
	if err != nil {
		return err
	}
	b, err := a.open(ctx, a, a.flags.sandbox)
	if err != nil {
		return err
	}
	defer a.close(b)
	holds := true
	proofs := []proofData{}
	for _, e := range chosen {
		proof, err := verify.Prove(ctx, b, e, options)
		if err != nil {
			return fmt.Errorf("exercise %s: %w", e.Slug, err)
		}
		data := proofOf(proof)
		proofs, holds = append(proofs, data), holds && data.Holds
		if !o.json {
			a.printProof(data)
		}
	}
	if o.json {
		if err := a.printJSON(proofs); err != nil {
			return err
		}
	}
	if !holds {
		return errFailed
	}
	return nil
}

// plan reads the command line: which exercises, and how thoroughly.
func (o *verifyOptions) plan() ([]*graders.Exercise, verify.Options, error) {
	options := verify.Options{Languages: graders.Languages(), Jobs: o.jobs}
	if o.seeds < 1 || o.jobs < 1 {
		return nil, options, misuse("--seeds and --jobs must be 1 or more")
	}
	if o.language != "" {
		l, err := graders.ParseLanguage(o.language)
		if err != nil {
			return nil, options, misuse("%v", err)
		}
		options.Languages = []graders.Language{l}
	}
	start := o.app.seed()
	for i := range uint64(o.seeds) {
		options.Seeds = append(options.Seeds, start+i)
	}
	chosen := o.app.catalogue().all
	for i, name := range o.names {
		found, err := o.app.catalogue().trackOrExercise(name)
		if err != nil {
			return nil, options, err
		}
		if i == 0 {
			chosen = nil
		}
		chosen = append(chosen, found...)
	}
	return chosen, options, nil
}

type proofData struct {
	Exercise string   `json:"exercise"`
	Holds    bool     `json:"holds"`
	Gradings int      `json:"gradings"`
	Problems []string `json:"problems"`
}

func proofOf(proof verify.Proof) proofData {
	data := proofData{Exercise: proof.Exercise.Slug, Holds: proof.Holds(), Gradings: len(proof.Results), Problems: []string{}}
	for _, p := range proof.Problems {
		data.Problems = append(data.Problems, p.String())
	}
	for _, r := range proof.Results {
		if r.Wrong != "" {
			data.Problems = append(data.Problems, fmt.Sprintf("%s, seed %d: %s", r.Case, r.Seed, r.Wrong))
		}
	}
	return data
}

func (a *app) printProof(data proofData) {
	status := graders.Pass
	if !data.Holds {
		status = graders.Fail
	}
	v := verdictView{Console: a.console}
	v.line(status, data.Exercise, graders.Plural(data.Gradings, "grading"))
	for _, problem := range data.Problems {
		v.detail("wrong", problem)
	}
}
