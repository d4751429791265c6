package machine

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

func newImage(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "image", Short: "Manage the images that containers run",
		Long: `Image manages the two runner images, node and go, which hold the runtime, drill's
harness and nothing else. They are made when first needed, from this machine's own
toolchains (no registry needed) or on the official images.`,
		Example: `  drill image build
  drill image pull --mirror mirror.example.org/library
  drill image save drill-images.tar
  drill image load drill-images.tar`,
		Args: func(cmd *cobra.Command, args []string) error { return app.UnknownCommand(cmd, args) },
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newImageBuild(a), newImagePull(a), newImageList(a), newImageRemove(a), newImageSave(a), newImageLoad(a))
	return cmd
}

// withImages connects to the engine for one use of its images.
func withImages(ctx context.Context, a *app.App, use func(*image.Images) error) error {
	known, err := a.Recipes()
	if err != nil {
		return err
	}
	e, err := engine.Connect(ctx, engine.Options{Getenv: a.Getenv})
	if err != nil {
		return err
	}
	defer e.Close()
	return use(image.New(e, known...))
}

// imageLanguages reads the languages named on the command line; none means all.
func imageLanguages(args []string) ([]graders.Language, error) {
	if len(args) == 0 {
		return graders.Languages(), nil
	}
	var languages []graders.Language
	for _, arg := range args {
		l, err := graders.ParseLanguage(arg)
		if err != nil {
			return nil, app.Misuse("%v", err)
		}
		languages = append(languages, l)
	}
	return languages, nil
}

func newImageList(a *app.App) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List the runner images the engine has",
		Example: "  drill image list --json",
		Args:    app.Arguments(cobra.NoArgs, "it takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withImages(cmd.Context(), a, func(images *image.Images) error {
				list, err := images.List(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return a.PrintJSON(append([]image.Image{}, list...))
				}
				printImages(a, list)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	return cmd
}

func printImages(a *app.App, list []image.Image) {
	if len(list) == 0 {
		a.Console.Println("There are no runner images yet: drill image build makes them.")
	}
	for _, i := range list {
		state := ""
		if !i.Current {
			state = ", not in use by this version of drill"
		}
		a.Console.Printf("%s  %s, %s, from %s%s\n", a.Console.Bold(i.Ref), i.Runtime, megabytes(i.Size), i.Source, state)
	}
}

func newImageRemove(a *app.App) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "remove [IMAGE...]", Short: "Delete runner images",
		Long:    "Remove deletes the runner images you name, or those that this version of drill does not use; --all deletes every one.",
		Example: "  drill image remove\n  drill image remove --all",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all && len(args) > 0 {
				return app.Misuse("--all takes no names: drill image remove --all")
			}
			return withImages(cmd.Context(), a, func(images *image.Images) error {
				return removeImages(cmd.Context(), a, images, args, all)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those that this drill uses")
	return cmd
}

func removeImages(ctx context.Context, a *app.App, images *image.Images, refs []string, all bool) error {
	if len(refs) == 0 {
		list, err := images.List(ctx)
		if err != nil {
			return err
		}
		for _, i := range list {
			if all || !i.Current {
				refs = append(refs, i.Ref)
			}
		}
	}
	for _, ref := range refs {
		err := images.Remove(ctx, ref)
		if errors.Is(err, image.ErrMissing) {
			return app.Misuse("%v: drill image list names those that are there", err)
		}
		if err != nil {
			return err
		}
		a.Console.Printf("%s is removed\n", ref)
	}
	if len(refs) == 0 {
		a.Console.Notef("nothing to remove")
	}
	return nil
}
