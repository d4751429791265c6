package machine

import (
	"context"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/sandbox/image"
)

func newImageBuild(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "build [node|go...]", Short: "Make images from this machine's own toolchains",
		Long:      "Build makes the runner images, both by default, from the node and go of this machine. It needs no registry.",
		Example:   "  drill image build\n  drill image build go",
		ValidArgs: []string{"node", "go"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return makeImages(cmd.Context(), a, args, image.Options{Source: image.Host})
		},
	}
	return cmd
}

func newImagePull(a *app.App) *cobra.Command {
	var options image.Options
	cmd := &cobra.Command{
		Use: "pull [node|go...]", Short: "Make images on the official ones",
		Long:      "Pull downloads the official images and makes the runner images, both by default, on them.",
		Example:   "  drill image pull\n  drill image pull node --base mirror.example.org/node:24-slim",
		ValidArgs: []string{"node", "go"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if options.Base != "" && len(args) != 1 {
				return app.Misuse("--base is of one language: drill image pull node --base %s", options.Base)
			}
			if options.Base != "" && options.Mirror != "" {
				return app.Misuse("--base names a whole image, --mirror a registry: use one of them")
			}
			options.Source = image.Pull
			return makeImages(cmd.Context(), a, args, options)
		},
	}
	cmd.Flags().StringVar(&options.Base, "base", "", "use this `image` instead of the official one")
	cmd.Flags().StringVar(&options.Mirror, "mirror", "", "get the official images from this `registry`")
	return cmd
}

// makeImages makes the images of some languages and says what came of it.
func makeImages(ctx context.Context, a *app.App, args []string, options image.Options) error {
	languages, err := imageLanguages(args)
	if err != nil {
		return err
	}
	return withImages(ctx, a, func(images *image.Images) error {
		for _, l := range languages {
			bar := app.NewImageBar(a, true)
			options.Progress = bar.Step
			made, err := images.Build(ctx, l, options)
			bar.End()
			if err != nil {
				return err
			}
			printImages(a, []image.Image{made})
		}
		return nil
	})
}
