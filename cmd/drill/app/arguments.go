package app

import "github.com/spf13/cobra"

// Arguments wraps a rule on arguments so that a breach is wrong usage, and says
// what to give.
func Arguments(rule cobra.PositionalArgs, advice string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if rule(cmd, args) != nil {
			return Misuse("%s: see %s --help", advice, cmd.CommandPath())
		}
		return nil
	}
}

// UnknownCommand refuses a command that is none, with the nearest that is one.
func UnknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	if near := Nearest(args[0], names); near != "" {
		return Misuse("no command %q: did you mean %s %s?", args[0], cmd.CommandPath(), near)
	}
	return Misuse("no command %q: %s --help lists them", args[0], cmd.CommandPath())
}

// CompletePaths offers the shell's own file names.
func CompletePaths(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}
