//go:build linux || darwin

package machine

import (
	"context"
	"crypto/rand"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/sandbox/image"
	"drill/sandbox/image/imagetest"
)

// official publishes an image that looks like node:24-slim at a registry and
// returns its name. It is large enough, and unlike any other, to be seen on its way.
func (d *desk) official(registry string) string {
	d.t.Helper()
	noise := make([]byte, 4<<20)
	_, _ = rand.Read(noise)
	base := d.recipe
	base.HarnessVersion += " official"
	base.Harness = fstest.MapFS{"noise": {Data: noise, Mode: 0o644}}
	made, name := d.made(base), registry+"/node:24-slim"
	d.t.Cleanup(func() {
		_, _ = d.engine.ImageRemove(context.Background(), name, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	})
	imagetest.Publish(d.t, d.engine, made.ID, name)
	require.NoError(d.t, image.New(d.engine, base).Remove(context.Background(), made.Ref))
	return name
}

func TestImagePull(t *testing.T) {
	d := newDesk(t)
	registry := imagetest.Registry(t)
	name := d.official(registry)

	code, seen := d.person("image", "pull", "node", "--mirror", registry)
	require.Equal(t, app.ExitPassed, code, seen)
	quoted := regexp.QuoteMeta(name)
	assert.Regexp(t, `(?s)^drill: pull `+quoted+`\r\n.*pull `+quoted+` +\d+% \|.*B.*drill: build: Step 1.*drill: try the image\r\n`, seen)
	assert.Regexp(t, `(^|[\r\n])drill-runner-node:[0-9a-f]{12}  node v[0-9.]+, \d+ MB, from pull\r\n$`, seen)
	made, err := image.New(d.engine, d.recipe).Find(context.Background(), graders.Node)
	require.NoError(t, err)
	assert.Equal(t, image.Pull, made.Source)
	assert.Equal(t, name, made.Base)
	imagetest.Forget(t, d.engine, name)

	code, out, errs := d.drill("image", "pull", "node", "--base", name, "--quiet")
	require.Equal(t, app.ExitPassed, code, errs)
	assert.Empty(t, errs)
	assert.Regexp(t, `^`+regexp.QuoteMeta(made.Ref)+`  node v[0-9.]+, \d+ MB, from pull\n$`, out)
}

func TestImagePullOfWhatTheRegistryLacks(t *testing.T) {
	d := newDesk(t)
	name := imagetest.Registry(t) + "/node:none"
	code, out, errs := d.drill("image", "pull", "node", "--base", name, "--quiet")
	assert.Equal(t, app.ExitFault, code)
	assert.Empty(t, out)
	assert.Regexp(t, `^drill: the image `+regexp.QuoteMeta(name)+` cannot be downloaded \(.+\): see that its name is right`, errs)
	_, err := image.New(d.engine, d.recipe).Find(context.Background(), graders.Node)
	assert.ErrorIs(t, err, image.ErrMissing)
}

func TestImagePullThatIsMisused(t *testing.T) {
	d := &desk{t: t}
	for want, args := range map[string][]string{
		"--base is of one language":          {"--base", "x/node:1"},
		"--base names a whole image":         {"node", "--base", "x/node:1", "--mirror", "x"},
		`no language "rust": use node or go`: {"rust"},
	} {
		code, out, errs := d.drill(append([]string{"image", "pull"}, args...)...)
		assert.Equal(t, app.ExitUsage, code)
		assert.Empty(t, out)
		assert.Contains(t, errs, want)
	}
}
