package app

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// NewRoot is drill with the flags that every command takes, and no command yet.
func NewRoot(a *App) *cobra.Command {
	root := &cobra.Command{
		Use: "drill", Short: "Practise back-end concepts, graded one by one",
		SilenceErrors: true, SilenceUsage: true,
		Args: func(cmd *cobra.Command, args []string) error { return UnknownCommand(cmd, args) },
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return a.applyFlags()
		},
	}
	root.SetIn(a.Console.In)
	root.SetOut(a.Console.Out)
	root.SetErr(a.Console.Err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return Misuse("%v: see %s --help", err, cmd.CommandPath())
	})
	addGlobalFlags(root, a)
	return root
}

func addGlobalFlags(root *cobra.Command, a *App) {
	f := root.PersistentFlags()
	f.StringVar(&a.Flags.Sandbox, "sandbox", "auto", "where solutions run: `auto`, docker or local")
	f.StringVar(&a.Flags.Runtime, "runtime", "", "the engine's OCI `runtime` for containers, such as runsc; by default crun where the engine has it, else the engine's own")
	f.Uint64Var(&a.Flags.Seed, "seed", 0, "draw the inputs from this `number`, to repeat a grading exactly")
	f.StringVar(&a.Flags.Dir, "dir", "", "work in this `folder` instead of the current one")
	f.BoolVar(&a.Flags.ASCII, "ascii", false, "plain words, no marks or colours: reads well aloud")
	f.BoolVarP(&a.Flags.Quiet, "quiet", "q", false, "print results and errors only")
	_ = root.RegisterFlagCompletionFunc("sandbox", cobra.FixedCompletions(sandboxes(), cobra.ShellCompDirectiveNoFileComp))
	_ = root.MarkPersistentFlagDirname("dir")
}

func sandboxes() []string { return []string{"auto", "docker", "local"} }

// applyFlags applies the global flags.
func (a *App) applyFlags() error {
	if a.Flags.ASCII {
		a.Console.Plain()
	}
	a.Console.Quiet = a.Flags.Quiet
	if !slices.Contains(sandboxes(), a.Flags.Sandbox) {
		return Misuse("no sandbox %q: use %s", a.Flags.Sandbox, strings.Join(sandboxes(), ", "))
	}
	return a.applyRuntime()
}

// applyRuntime makes containers a must where a runtime is asked for: whoever does
// that has a reason, and would not want a process of this machine instead.
func (a *App) applyRuntime() error {
	if a.Flags.Runtime == "" {
		return nil
	}
	if a.Flags.Sandbox == "local" {
		return Misuse("--runtime is for containers, and --sandbox local makes none: leave one of them out")
	}
	a.Flags.Sandbox = "docker"
	return nil
}
