package main

import (
	"context"

	"github.com/spf13/cobra"

	"drill/sandbox/image"
)

func newImageBuild(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use: "build [node|go...]", Short: "Make images from this machine's own toolchains",
		Long:      "Build makes the runner images, both by default, from the node and go of this machine. It needs no registry.",
		Example:   "  drill image build\n  drill image build go",
		ValidArgs: []string{"node", "go"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.makeImages(cmd.Context(), args, image.Options{Source: image.Host})
		},
	}
	return cmd
}

func newImagePull(a *app) *cobra.Command {
	var options image.Options
	cmd := &cobra.Command{
		Use: "pull [node|go...]", Short: "Make images on the official ones",
		Long:      "Pull downloads the official images and makes the runner images, both by default, on them.",
		Example:   "  drill image pull\n  drill image pull node --base mirror.example.org/node:24-slim",
		ValidArgs: []string{"node", "go"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if options.Base != "" && len(args) != 1 {
				return misuse("--base is of one language: drill image pull node --base %s", options.Base)
			}
			if options.Base != "" && options.Mirror != "" {
				return misuse("--base names a whole image, --mirror a registry: use one of them")
			}
			options.Source = image.Pull
			return a.makeImages(cmd.Context(), args, options)
		},
	}
	cmd.Flags().StringVar(&options.Base, "base", "", "use this `image` instead of the official one")
	cmd.Flags().StringVar(&options.Mirror, "mirror", "", "get the official images from this `registry`")
	return cmd
}

// makeImages makes the images of some languages and says what came of it.
func (a *app) makeImages(ctx context.Context, args []string, options image.Options) error {
	languages, err := imageLanguages(args)
	if err != nil {
		return err
	}
	return a.withImages(ctx, func(images *image.Images) error {
		for _, l := range languages {
			bar := &transfer{app: a, stages: true}
			options.Progress = bar.step
			made, err := images.Build(ctx, l, options)
			bar.end()
			if err != nil {
				return err
			}
			a.printImages([]image.Image{made})
		}
		return nil
	})
}
