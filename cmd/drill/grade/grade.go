// Package grade has the command that judges what other people wrote.
package grade

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

type options struct {
	app      *app.App
	paths    []string
	exercise string
	lang     string
	roster   string
	out      string
	like     string
	formats  []string
	reveal   string
	points   string
	jobs     int
	resume   bool
	json     bool
}

// Commands is the one command there is.
func Commands(a *app.App) []*cobra.Command { return []*cobra.Command{newGrade(a)} }

func newGrade(a *app.App) *cobra.Command {
	o := &options{app: a}
	cmd := &cobra.Command{
		Use: "grade PATH...", Short: "Grade other people's submissions",
		Long: `Grade judges solutions that someone else wrote, each in a sandbox of its own: files,
folders, archives (.zip, .tar.gz), or one folder with all of them in it. It exits 1
when a concept does not hold and does not count as your progress.

Other people's code runs in a container only, unless you say --sandbox local. What a
submission is of is told by the folder that drill start made, or by --exercise; when
it matters say --exercise, because what is in a submission is its author's choice.

With --out each result is kept as it comes: a report per submission, journal.jsonl,
and gradebook.csv in the end. After a kill, --resume goes on. Submissions get seeds
of their own, derived from --seed and their names; a single one gets --seed itself.`,
		Example: `  drill grade submissions --exercise backpressure-copy --out results
  drill grade --roster roster.csv --out results --resume
  drill grade ada.zip --format junit=report.xml --format github --reveal reason
  drill grade ada.zip --like results/ada.json`,
		ValidArgsFunction: app.CompletePaths,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			if o.like != "" {
				return runLike(cmd.Context(), o)
			}
			return runGrade(cmd.Context(), o)
		},
	}
	o.addFlags(cmd)
	return cmd
}

func (o *options) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.exercise, "exercise", "", "the `exercise` that all of them are of")
	f.StringVar(&o.lang, "lang", "", "grade only solutions in this `language`: node or go")
	f.StringVar(&o.roster, "roster", "", "CSV `file` with an id and a path for each submission")
	f.StringVar(&o.out, "out", "", "keep results in this `folder`")
	f.BoolVar(&o.resume, "resume", false, "go on with what is in the folder of --out")
	f.IntVar(&o.jobs, "jobs", 0, "grade this `number` at once (default: one a processor)")
	f.StringArrayVar(&o.formats, "format", nil, "write this `format[=file]`; may be given several times (default text)")
	f.StringVar(&o.reveal, "reveal", string(graders.RevealSeen), "`how much` is told of a failure: full, seen, reason or none")
	f.StringVar(&o.points, "points", "", "points of concepts, as `concept=n,...`")
	f.StringVar(&o.like, "like", "", "grade again under the seed of this `report` and tell what differs")
	f.BoolVar(&o.json, "json", false, "short for --format json")
	_ = cmd.RegisterFlagCompletionFunc("exercise", o.app.CompleteExercises(false))
	for _, name := range []string{"format", "reveal", "lang"} {
		_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(choices()[name], cobra.ShellCompDirectiveNoFileComp))
	}
	_ = cmd.MarkFlagDirname("out")
}

func runGrade(ctx context.Context, o *options) error {
	p, err := o.plan()
	if err != nil {
		return err
	}
	defer p.close()
	s, err := openForOthers(ctx, o.app)
	if err != nil {
		return err
	}
	defer o.app.Close(s)
	results, err := p.run(ctx, s)
	if err != nil {
		return p.stopped(ctx, err, results)
	}
	if err := p.write(results); err != nil {
		return err
	}
	return p.verdict(results)
}

// openForOthers opens a sandbox for code that nobody has read.
func openForOthers(ctx context.Context, a *app.App) (app.Sandbox, error) {
	if a.Flags.Sandbox == "local" {
		return a.Open(ctx, a, "local")
	}
	s, err := a.Open(ctx, a, "docker")
	if err != nil {
		return nil, &refusedLocal{err}
	}
	return s, nil
}

// refusedLocal says why other people's code is not run without a container.
type refusedLocal struct{ cause error }

func (e *refusedLocal) Error() string {
	return e.cause.Error() + "; other people's code is not run outside a container unless you say --sandbox local"
}
func (e *refusedLocal) Unwrap() error { return e.cause }
