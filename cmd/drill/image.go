package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

func newImage(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use: "image", Short: "Manage the images that containers run",
		Long: `Image manages the two runner images, node and go, which hold the runtime, drill's
harness and nothing else. They are made when first needed, from this machine's own
toolchains (no registry needed) or on the official images.`,
		Example: `  drill image build
  drill image pull --mirror mirror.example.org/library
  drill image save drill-images.tar
  drill image load drill-images.tar`,
		Args: func(cmd *cobra.Command, args []string) error { return unknownCommand(cmd, args) },
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newImageBuild(a), newImagePull(a), newImageList(a), newImageRemove(a), newImageSave(a), newImageLoad(a))
	return cmd
}

// withImages connects to the engine for one use of its images.
func (a *app) withImages(ctx context.Context, use func(*image.Images) error) error {
	known, err := a.recipes()
	if err != nil {
		return err
	}
	e, err := engine.Connect(ctx, engine.Options{Getenv: a.getenv})
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
			return nil, misuse("%v", err)
		}
		languages = append(languages, l)
	}
	return languages, nil
}

func newImageList(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List the runner images the engine has",
		Example: "  drill image list --json",
		Args:    arguments(cobra.NoArgs, "it takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withImages(cmd.Context(), func(images *image.Images) error {
				list, err := images.List(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return a.printJSON(append([]image.Image{}, list...))
				}
				a.printImages(list)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	return cmd
}

func (a *app) printImages(list []image.Image) {
	if len(list) == 0 {
		a.console.Println("There are no runner images yet: drill image build makes them.")
	}
	for _, i := range list {
		state := ""
		if !i.Current {
			state = ", not in use by this version of drill"
		}
		a.console.Printf("%s  %s, %s, from %s%s\n", a.console.Bold(i.Ref), i.Runtime, megabytes(i.Size), i.Source, state)
	}
}

func newImageRemove(a *app) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use: "remove [IMAGE...]", Short: "Delete runner images",
		Long:    "Remove deletes the runner images you name, or those that this version of drill does not use; --all deletes every one.",
		Example: "  drill image remove\n  drill image remove --all",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all && len(args) > 0 {
				return misuse("--all takes no names: drill image remove --all")
			}
			return a.withImages(cmd.Context(), func(images *image.Images) error {
				return a.removeImages(cmd.Context(), images, args, all)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those that this drill uses")
	return cmd
}

func (a *app) removeImages(ctx context.Context, images *image.Images, refs []string, all bool) error {
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
			return misuse("%v: drill image list names those that are there", err)
		}
		if err != nil {
			return err
		}
		a.console.Printf("%s is removed\n", ref)
	}
	if len(refs) == 0 {
		a.console.Notef("nothing to remove")
	}
	return nil
}
