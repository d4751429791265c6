package learn

import (
	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
)

// chooseLanguage is the one to use where nothing else says: the one asked for, the one
// remembered, or the one whose toolchain is there.
func chooseLanguage(a *app.App, asked string) (graders.Language, error) {
	if asked != "" {
		l, err := graders.ParseLanguage(asked)
		if err != nil {
			return "", app.Misuse("%v", err)
		}
		return l, nil
	}
	if l := loadSettings(a).Language; l != "" {
		return l, nil
	}
	return installedLanguage(a), nil
}

func installedLanguage(a *app.App) graders.Language {
	for _, l := range graders.Languages() {
		if _, err := a.LookPath(string(l)); err == nil {
			return l
		}
	}
	return graders.Node
}

func addLanguageFlag(cmd *cobra.Command, target *string) {
	cmd.Flags().StringVar(target, "lang", "", "the `language`: node or go (remembered)")
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]cobra.Completion{"node", "go"}, cobra.ShellCompDirectiveNoFileComp))
}
