package machine

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/exercises"
	"drill/graders"
	"drill/sandbox/local"
)

type keepOptions struct {
	cache, temp string
	network     bool
}

// newKeep is no command for people: drill test starts it in the background, see
// [local.Sandbox.Leave].
func newKeep() *cobra.Command {
	o := &keepOptions{}
	cmd := &cobra.Command{
		Use: "keep LANGUAGE", Short: "Keep a process ready for the next drill test", Hidden: true,
		Long: `Keep boots the harness of a language and hands it to the next drill test that runs
here. It ends by itself when none comes.`,
		Example: "  drill keep node --cache ~/.cache/drill --temp /tmp",
		Args:    app.Arguments(cobra.ExactArgs(1), "give a language"),
		RunE: func(cmd *cobra.Command, args []string) error {
			language, err := graders.ParseLanguage(args[0])
			if err != nil {
				return app.Misuse("%v", err)
			}
			return runKeep(cmd.Context(), o, language)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.cache, "cache", "", "the `folder` for the harness and for the Go bundle")
	f.StringVar(&o.temp, "temp", "", "the `folder` for work folders")
	f.BoolVar(&o.network, "network", false, "keep a process for exercises that need a network")
	_ = cmd.MarkFlagRequired("cache")
	_ = cmd.MarkFlagRequired("temp")
	return cmd
}

func runKeep(ctx context.Context, o *keepOptions, language graders.Language) error {
	s, err := local.New(local.Options{Cache: o.cache, Temp: o.temp, Packages: exercises.Packages()})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Keep(ctx, language, o.network)
}
