package author

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/prefixes"
	"drill/internal/verify"
)

type verifyOptions struct {
	app      *app.App
	language string
	seeds    int
	repeat   int
	prefixes bool
	jobs     int
	json     bool
	mutants  bool
	draft    bool
	report   string // onTerminal, or a file; empty for none
	names    []string
}

// onTerminal is the value of --report without a file.
const onTerminal = "-"

func newVerify(a *app.App) *cobra.Command {
	o := &verifyOptions{app: a}
	cmd := &cobra.Command{
		Use: "verify [TRACK|EXERCISE...]", Short: "Prove exercises (for authors)",
		Long: `Verify proves exercises, all of them by default: the stub and an empty file fail, the
reference and every other right solution pass every check in both languages under
several seeds, every wrong solution fails exactly the concepts its first line names,
and every concept is failed by at least one. It names each file to mend and exits 1
when something does not hold.

Under several seeds each solution is first graded just as a learner's is; all else
shares sandboxes, ten gradings each, and is graded again by itself when it does not come
out as it must. --seeds 1 leaves the first part out and is the quickest.

--repeat 50 grades each solution fifty times under one seed, or each of --seeds, in
processes of its own, and names those whose verdicts differ: nothing may depend on which
of two goroutines that are ready runs first.

Each wrong solution in Node is also graded behind code that tries to bend what scenarios
are made of, and must fail no less. --prefixes puts each such prefix in front of it by
itself, in both languages, which takes long, and names those that are refused: they show
nothing else.

With --report it shows the kill matrix: which wrong solution fails which concept. With
a file's name that is a page for a browser.

With --mutants it changes the right solutions instead, one small edit at a time, and
names each edit that no check fails: a rule that nobody is held to. What is right all
the same stands in the exercise's list, equivalents.txt, with a reason; --draft prints
lines for it. What is known of a mutant is kept until anything that it depends on
changes.`,
		Example: `  drill verify
  drill verify backpressure-copy --lang go --seeds 20
  drill verify worker-pool --lang go --repeat 50
  drill verify worker-pool --lang node --prefixes
  drill verify streams --report
  drill verify --report=matrix.html
  drill verify backpressure-copy --mutants --lang node`,
		ValidArgsFunction: a.CompleteExercises(true),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.names = args
			switch {
			case o.draft && !o.mutants:
				return app.Misuse("--draft goes with --mutants")
			case o.mutants && !cmd.Flags().Changed("seeds"):
				o.seeds = mutantSeeds
			case o.repeat > 1 && !cmd.Flags().Changed("seeds"):
				o.seeds = 1
			}
			if o.mutants {
				return runMutants(cmd.Context(), o)
			}
			return runVerify(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVar(&o.language, "lang", "", "only this `language`: node or go")
	cmd.Flags().IntVar(&o.seeds, "seeds", 3, "how many `seeds` to grade each solution under (5 with --mutants)")
	cmd.Flags().IntVar(&o.repeat, "repeat", 1, "how many `times` to grade each under one seed, to compare the verdicts")
	cmd.Flags().BoolVar(&o.prefixes, "prefixes", false, "grade wrong solutions behind each known prefix by itself")
	cmd.Flags().IntVar(&o.jobs, "jobs", runtime.NumCPU()+1, "how many `solutions` are graded side by side")
	cmd.Flags().StringVar(&o.report, "report", "", "show the kill matrix, or write it as a page to `file.html`")
	cmd.Flags().Lookup("report").NoOptDefVal = onTerminal
	cmd.Flags().BoolVar(&o.mutants, "mutants", false, "change right solutions, and name the changes that no check fails")
	cmd.Flags().BoolVar(&o.draft, "draft", false, "with --mutants, print survivors as lines for the list of equivalents")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the proofs as JSON, with --report the kill matrices too")
	return cmd
}

func runVerify(ctx context.Context, o *verifyOptions) error {
	chosen, options, err := o.plan()
	if err != nil {
		return err
	}
	holds := o.checkCatalogue()
	proofs, err := o.prove(ctx, chosen, options)
	if err != nil {
		return err
	}
	if err := o.showProofs(proofs); err != nil {
		return err
	}
	for _, proof := range proofs {
		holds = holds && proof.Holds()
	}
	if !holds {
		return app.ErrFailed
	}
	return nil
}

// prove proves the exercises and shows each when it is done.
func (o *verifyOptions) prove(ctx context.Context, chosen []*graders.Exercise, options verify.Options) ([]verify.Proof, error) {
	a := o.app
	s, err := a.Open(ctx, a, a.Flags.Sandbox)
	if err != nil {
		return nil, err
	}
	defer a.Close(s)
	bar := newProofBar(a.Console, chosen, options)
	defer bar.clear()
	options.Each = bar.step
	var proofs []verify.Proof
	err = verify.ProveAll(ctx, s, chosen, options, func(proof verify.Proof) {
		proofs = append(proofs, proof)
		bar.next(len(proofs))
		if !o.json {
			printProof(a, proof)
		}
		if !o.json && o.report == onTerminal {
			printMatrices(a, proof)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("exercise %w", err)
	}
	return proofs, nil
}

// plan reads the command line: which exercises, and how thoroughly.
func (o *verifyOptions) plan() ([]*graders.Exercise, verify.Options, error) {
	options := verify.Options{Languages: graders.Languages(), Jobs: o.jobs, Repeat: o.repeat, Prefixes: prefixes.Together}
	if o.prefixes {
		options.Prefixes = prefixes.Each
	}
	if o.seeds < 1 || o.jobs < 1 || o.repeat < 1 {
		return nil, options, app.Misuse("--seeds, --repeat and --jobs must be 1 or more")
	}
	if o.language != "" {
		l, err := graders.ParseLanguage(o.language)
		if err != nil {
			return nil, options, app.Misuse("%v", err)
		}
		options.Languages = []graders.Language{l}
	}
	start := o.app.Seed()
	for i := range uint64(o.seeds) {
		options.Seeds = append(options.Seeds, start+i)
	}
	if len(o.names) == 0 {
		return o.app.Catalogue().All, options, nil
	}
	var chosen []*graders.Exercise
	for _, name := range o.names {
		found, err := o.choose(name)
		if err != nil {
			return nil, options, err
		}
		chosen = append(chosen, found...)
	}
	return chosen, options, nil
}

// choose returns the exercises of a name. Authors meet two cases of their own: a
// file's name after --report, and an exercise newer than this drill.
func (o *verifyOptions) choose(name string) ([]*graders.Exercise, error) {
	found, err := o.app.Catalogue().TrackOrExercise(name)
	if err == nil {
		return found, nil
	}
	if strings.HasSuffix(name, ".html") {
		return nil, app.Misuse("no exercise %q: a page is named with --report=%s", name, name)
	}
	if folder := newerExercise(o.app, name); folder != "" {
		return nil, app.Misuse("exercises/%s is newer than this drill: run go generate ./exercises, then go run ./cmd/drill verify %s", folder, name)
	}
	return nil, err
}
