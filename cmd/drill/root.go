package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

const rootLong = `drill turns questions of a Node.js back-end interview handbook into exercises. You
solve one in Node or in Go; drill runs your code in a sandbox and says, concept by
concept, what holds and what does not.

` + exitCodes

const rootExample = `  drill list                     what there is
  drill start streams            begin the first unsolved exercise of a track
  drill test                     grade the exercise of this folder once
  drill hint                     the next hint about what failed last
  drill doctor                   is everything here that drill needs?`

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use: "drill", Short: "Practise back-end concepts, graded one by one", Long: rootLong, Example: rootExample,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(cmd *cobra.Command, args []string) error { return unknownCommand(cmd, args) },
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return a.prepare()
		},
	}
	root.SetIn(a.console.In)
	root.SetOut(a.console.Out)
	root.SetErr(a.console.Err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return misuse("%v: see %s --help", err, cmd.CommandPath())
	})
	addGlobalFlags(root, a)
	root.AddGroup(&cobra.Group{ID: "learn", Title: "Learning:"}, &cobra.Group{ID: "look", Title: "Looking:"}, &cobra.Group{ID: "run", Title: "Running drill:"})
	addCommands(root, "learn", newStart(a), newTest(a), newWatch(a), newNext(a), newHint(a), newSolution(a), newReset(a))
	addCommands(root, "look", newList(a), newShow(a), newTrace(a), newProgress(a))
	addCommands(root, "run", newGrade(a), newVerify(a), newNew(a), newImage(a), newDoctor(a), newVersion(a), newKeep())
	root.SetHelpCommandGroupID("run")
	root.SetCompletionCommandGroupID("run")
	return root
}

func addCommands(root *cobra.Command, group string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = group
		root.AddCommand(c)
	}
}

func addGlobalFlags(root *cobra.Command, a *app) {
	f := root.PersistentFlags()
	f.StringVar(&a.flags.sandbox, "sandbox", "auto", "where solutions run: `auto`, docker or local")
	f.StringVar(&a.flags.runtime, "runtime", "", "the engine's OCI `runtime` for containers, such as runsc; by default crun where the engine has it, else the engine's own")
	f.Uint64Var(&a.flags.seed, "seed", 0, "draw the inputs from this `number`, to repeat a grading exactly")
	f.StringVar(&a.flags.dir, "dir", "", "work in this `folder` instead of the current one")
	f.BoolVar(&a.flags.ascii, "ascii", false, "plain words, no marks or colours: reads well aloud")
	f.BoolVarP(&a.flags.quiet, "quiet", "q", false, "print results and errors only")
	_ = root.RegisterFlagCompletionFunc("sandbox", cobra.FixedCompletions(sandboxes(), cobra.ShellCompDirectiveNoFileComp))
	_ = root.MarkPersistentFlagDirname("dir")
}

func sandboxes() []string { return []string{"auto", "docker", "local"} }

// prepare applies the global flags.
func (a *app) prepare() error {
	if a.flags.ascii {
		a.console.Plain()
	}
	a.console.Quiet = a.flags.quiet
	if !slices.Contains(sandboxes(), a.flags.sandbox) {
		return misuse("no sandbox %q: use %s", a.flags.sandbox, strings.Join(sandboxes(), ", "))
	}
	return a.prepareRuntime()
}

// prepareRuntime makes containers a must where a runtime is asked for: whoever does
// that has a reason, and would not want a process of this machine instead.
func (a *app) prepareRuntime() error {
	if a.flags.runtime == "" {
		return nil
	}
	if a.flags.sandbox == "local" {
		return misuse("--runtime is for containers, and --sandbox local makes none: leave one of them out")
	}
	a.flags.sandbox = "docker"
	return nil
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	if near := nearest(args[0], names); near != "" {
		return misuse("no command %q: did you mean %s %s?", args[0], cmd.CommandPath(), near)
	}
	return misuse("no command %q: %s --help lists them", args[0], cmd.CommandPath())
}

// arguments wraps a rule on arguments so that a breach is wrong usage, and says
// what to give.
func arguments(rule cobra.PositionalArgs, advice string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if rule(cmd, args) != nil {
			return misuse("%s: see %s --help", advice, cmd.CommandPath())
		}
		return nil
	}
}
