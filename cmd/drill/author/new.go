package author

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/exercises"
	"drill/internal/skeleton"
)

// lastQuestion is the number of the handbook's last question.
const lastQuestion = 50

type newOptions struct {
	app *app.App
	skeleton.Options
}

func newNew(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "new", Short: "Begin an exercise (for authors)",
		Args: func(cmd *cobra.Command, args []string) error { return app.UnknownCommand(cmd, args) },
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newNewExercise(a))
	return cmd
}

func newNewExercise(a *app.App) *cobra.Command {
	o := &newOptions{app: a}
	cmd := &cobra.Command{
		Use: "exercise TRACK/SLUG", Short: "Write the skeleton of an exercise",
		Long: `Exercise writes the files that every exercise has, with placeholders where your work
goes, in a clone of drill's source. drill verify then says what is missing, file by
file. An existing folder is never written to.`,
		Example: `  drill new exercise streams/line-splitter
  drill new exercise streams/line-splitter --title "Split lines" --question 7`,
		Args: app.Arguments(cobra.ExactArgs(1), "name one exercise, such as streams/line-splitter"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return chapterOffers(), cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return runNewExercise(o, args[0]) },
	}
	cmd.Flags().StringVar(&o.Title, "title", "", "the `title` that learners read; made of the slug otherwise")
	cmd.Flags().IntVar(&o.Question, "question", 0, "the `number` of the handbook's question")
	return cmd
}

func chapterOffers() []cobra.Completion {
	var offers []cobra.Completion
	for _, t := range exercises.Chapters() {
		offers = append(offers, cobra.CompletionWithDesc(t.Slug+"/", t.Title))
	}
	return offers
}

func runNewExercise(o *newOptions, name string) error {
	if err := o.read(name); err != nil {
		return err
	}
	root, err := skeleton.Module(o.app.Dir())
	if err != nil {
		return refused(err)
	}
	folder, files, err := skeleton.Create(root, o.Options)
	if err != nil {
		return refused(err)
	}
	o.say(filepath.Join(root, filepath.FromSlash(folder)), files)
	return nil
}

// refused tells what the author can mend from what the machine could not do.
func refused(err error) error {
	var refusal *skeleton.Refusal
	if errors.As(err, &refusal) {
		return app.Misuse("%v", err)
	}
	return err
}

// read takes the command line apart.
func (o *newOptions) read(name string) error {
	track, slug, found := strings.Cut(strings.TrimPrefix(name, "exercises/"), "/")
	if !found || slug == "" || strings.Contains(slug, "/") {
		return app.Misuse("%q names no track and slug: write TRACK/SLUG, such as streams/line-splitter", name)
	}
	var chapters []string
	for _, t := range exercises.Chapters() {
		chapters = append(chapters, t.Slug)
		if t.Slug == track {
			o.Track, o.Slug = track, slug
		}
	}
	switch {
	case o.Track == "" && app.Nearest(track, chapters) != "":
		return app.Misuse("no track %q: did you mean %s?", track, app.Nearest(track, chapters))
	case o.Track == "":
		return app.Misuse("no track %q: there are %s", track, strings.Join(chapters, ", "))
	case o.Question < 0 || o.Question > lastQuestion:
		return app.Misuse("no question %d: the handbook has 1 to %d", o.Question, lastQuestion)
	case strings.ContainsAny(o.Title, "\n\r"):
		return app.Misuse("--title must be one line")
	}
	return nil
}

// say prints what was written and what to do next.
func (o *newOptions) say(dir string, files []string) {
	c := o.app.Console
	if c.Quiet {
		return
	}
	c.Printf("%s is begun:\n", c.Bold(o.Track+"/"+o.Slug))
	for _, file := range files {
		c.Println("  " + o.app.Short(filepath.Join(dir, filepath.FromSlash(file))))
	}
	c.Println("\nNext:")
	for i, step := range []string{
		"Write the prompt and the stub, then the reference: README.md, _node, _go",
		"Write scenarios that show, and checks that judge: scenarios.mjs, scenarios.go, judge.go",
		"Write right and wrong solutions: _node/right, _node/wrong, _go/right, _go/wrong",
	} {
		c.Printf("  %d. %s\n", i+1, step)
	}
	c.Printf("\n%s says what is missing; exercises/README.md shows the way.\n", c.Cyan("go run ./cmd/drill verify "+o.Slug))
}
