package learn

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

type showOptions struct {
	app      *app.App
	language string
	json     bool
	name     string
}

func newShow(a *app.App) *cobra.Command {
	o := &showOptions{app: a}
	cmd := &cobra.Command{
		Use: "show [EXERCISE]", Short: "Print the prompt of an exercise",
		Long: "Show prints what an exercise asks for: of the current folder, or the one you name.",
		Example: `  drill show
  drill show backpressure-copy --lang go`,
		Args:              app.Arguments(cobra.MaximumNArgs(1), "name one exercise, or none"),
		ValidArgsFunction: a.CompleteExercises(false),
		RunE: func(_ *cobra.Command, args []string) error {
			o.name = first(args)
			return runShow(o)
		},
	}
	addLanguageFlag(cmd, &o.language)
	cmd.Flags().BoolVar(&o.json, "json", false, "print the exercise as JSON")
	return cmd
}

func runShow(o *showOptions) error {
	e, l, err := o.choose()
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(e, l)
	}
	return printPrompt(o.app, e, l)
}

func (o *showOptions) choose() (*graders.Exercise, graders.Language, error) {
	if o.name != "" {
		e, err := o.app.Catalogue().Find(o.name)
		if err != nil {
			return nil, "", err
		}
		l, err := chooseLanguage(o.app, o.language)
		return e, l, err
	}
	t, err := locate(o.app, "")
	if err != nil {
		return nil, "", err
	}
	if o.language == "" {
		return t.exercise, t.Language, nil
	}
	l, err := chooseLanguage(o.app, o.language)
	return t.exercise, l, err
}

func printPrompt(a *app.App, e *graders.Exercise, l graders.Language) error {
	prompt, err := e.Prompt(l)
	if err != nil {
		return err
	}
	a.Console.Markdown(prompt)
	return nil
}

type showData struct {
	listedExercise
	Language graders.Language `json:"language"`
	Prompt   string           `json:"prompt"`
	Checks   []showCheck      `json:"checks"`
}

type showCheck struct {
	Concept string `json:"concept"`
	Title   string `json:"title"`
	Claim   string `json:"claim"`
}

func (o *showOptions) printJSON(e *graders.Exercise, l graders.Language) error {
	prompt, err := e.Prompt(l)
	if err != nil {
		return err
	}
	p, err := loadProgress(o.app)
	if err != nil {
		return err
	}
	data := showData{listedExercise: listExercise(e, p), Language: l, Prompt: prompt}
	for _, c := range e.ChecksFor(l) {
		data.Checks = append(data.Checks, showCheck{c.Concept.ID, c.Concept.Title, c.Claim})
	}
	return o.app.PrintJSON(data)
}
