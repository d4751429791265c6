package main

import (
	"context"
	"os"
	"os/exec"

	"github.com/spf13/cobra"

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
		Args:    arguments(cobra.ExactArgs(1), "give a language"),
		RunE: func(cmd *cobra.Command, args []string) error {
			language, err := graders.ParseLanguage(args[0])
			if err != nil {
				return misuse("%v", err)
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

// keeperOf makes the command that keeps a process of a kind: this program, under
// the name it was called by.
func keeperOf(cache, temp string) func(graders.Language, bool) *exec.Cmd {
	return func(language graders.Language, network bool) *exec.Cmd {
		program, err := os.Executable()
		args := []string{os.Args[0], "keep", string(language), "--cache", cache, "--temp", temp}
		if network {
			args = append(args, "--network")
		}
		return &exec.Cmd{Path: program, Args: args, Err: err}
	}
}
