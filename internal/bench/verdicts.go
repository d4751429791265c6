package main

import (
	"context"
	"time"

	"drill/graders"
)

// booting is how long a spare is given to boot, to rehearse and to calm down before
// it counts as booted. Both sides wait, so that neither is measured while the other
// one's containers come or go; the wait is not measured.
const booting = 1200 * time.Millisecond

func bareNode(ctx context.Context) side {
	bare := command(ctx, "", "node", "-e", "0")
	bare.prepare = func() error { time.Sleep(booting); return nil }
	return bare
}

func nodeSpare(ctx context.Context, b *bench) (string, error) {
	if err := b.needDocker(); err != nil {
		return "", err
	}
	return b.compare(b.warm(ctx, graders.Node), bareNode(ctx))
}

// warm is the verdict of a container that was booted ahead.
func (b *bench) warm(ctx context.Context, l graders.Language) side {
	verdict := b.verdict(ctx, b.docker, l)
	verdict.prepare = func() error {
		defer time.Sleep(booting)
		return b.docker.Warm(ctx, l, b.exercise.EffectiveLimits(), 1)
	}
	return verdict
}

func goSpare(ctx context.Context, b *bench) (string, error) {
	if err := b.needDocker(); err != nil {
		return "", err
	}
	test, err := b.goTest(ctx)
	if err != nil {
		return "", err
	}
	return b.compare(b.warm(ctx, graders.Go), test)
}

func nodeFresh(ctx context.Context, b *bench) (string, error) {
	if err := b.needDocker(); err != nil {
		return "", err
	}
	image, err := b.docker.Images().Ensure(ctx, graders.Node, b.imageOptions())
	if err != nil {
		return "", err
	}
	if err := b.docker.Warm(ctx, graders.Node, b.exercise.EffectiveLimits(), 0); err != nil {
		return "", err
	}
	bare := command(ctx, "", "docker", "run", "--rm", "--network=none", "--entrypoint", nodeInImage, image.Ref, "-e", "0")
	return b.compare(b.verdict(ctx, b.docker, graders.Node), bare)
}

func nodeLocal(ctx context.Context, b *bench) (string, error) {
	return b.compare(b.verdict(ctx, b.local, graders.Node), bareNode(ctx))
}

func nodeLocalWarm(ctx context.Context, b *bench) (string, error) {
	verdict := b.verdict(ctx, b.local, graders.Node)
	verdict.prepare = func() error {
		defer time.Sleep(booting)
		return b.local.Warm(ctx, graders.Node, b.exercise.Network)
	}
	return b.compare(verdict, bareNode(ctx))
}

func goLocal(ctx context.Context, b *bench) (string, error) {
	test, err := b.goTest(ctx)
	if err != nil {
		return "", err
	}
	return b.compare(b.verdict(ctx, b.local, graders.Go), test)
}
