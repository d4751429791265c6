package learn

import (
	"errors"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

type nextOptions struct {
	app  *app.App
	skip bool
	json bool
}

func newNext(a *app.App) *cobra.Command {
	o := &nextOptions{app: a}
	cmd := &cobra.Command{
		Use: "next", Short: "Prepare the next exercise",
		Long: `Next writes the folder of the exercise that follows the current one, beside it and
in the same language: the next unsolved one of the track, then of the tracks that
follow. An exercise that is not solved yet is left with --skip.`,
		Example: `  drill next
  drill next --skip`,
		Args: app.Arguments(cobra.NoArgs, "it takes no argument"),
		RunE: func(*cobra.Command, []string) error { return runNext(o) },
	}
	cmd.Flags().BoolVar(&o.skip, "skip", false, "leave the current exercise unsolved")
	cmd.Flags().BoolVar(&o.json, "json", false, "print what comes next as JSON")
	return cmd
}

type nextData struct {
	Exercise string           `json:"exercise"`
	Title    string           `json:"title"`
	Track    string           `json:"track"`
	Language graders.Language `json:"language"`
	Dir      string           `json:"dir"`
	Solution string           `json:"solution"`
}

func runNext(o *nextOptions) error {
	a := o.app
	t, isNew, err := o.choose()
	if err != nil {
		return err
	}
	if t == nil {
		a.Console.Println("Everything is solved: there is no next exercise. drill progress shows what you have done.")
		return nil
	}
	if o.json {
		return a.PrintJSON(nextData{t.exercise.Slug, t.exercise.Title, t.exercise.Track, t.Language, t.Dir, t.Path()})
	}
	introduce(a, t, isNew)
	printCommand(a, "drill watch "+a.Short(t.Dir), "grade each save")
	return nil
}

// choose returns the exercise to work on next, with its folder: the current one
// while it is unsolved, nil when all are solved.
func (o *nextOptions) choose() (*task, bool, error) {
	a := o.app
	p, err := loadProgress(a)
	if err != nil {
		return nil, false, err
	}
	current, err := locate(a, "")
	var misused *app.UsageError
	if errors.As(err, &misused) && loadSettings(a).Last == "" {
		return o.chooseFirst()
	}
	if err != nil {
		return nil, false, err
	}
	if !o.skip && !p.Solved(current.exercise.Slug, current.Language) {
		a.Console.Notef("%s is not solved yet: go on with it, or leave it with drill next --skip", current.exercise.Slug)
		return current, false, nil
	}
	next := following(a.Catalogue(), current.exercise, current.Language, p)
	if next == nil {
		return nil, false, nil
	}
	return prepareTask(a, next, current.Language)
}

// chooseFirst begins at the beginning, for someone who has not started any.
func (o *nextOptions) chooseFirst() (*task, bool, error) {
	l, err := chooseLanguage(o.app, "")
	if err != nil {
		return nil, false, err
	}
	e, err := firstOpen(o.app, o.app.Catalogue().All, l)
	if err != nil {
		return nil, false, err
	}
	return prepareTask(o.app, e, l)
}
