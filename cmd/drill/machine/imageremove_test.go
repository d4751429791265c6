//go:build linux || darwin

package machine

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/cmd/drill/app"
)

func TestImageRemoveWithoutAnImage(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{{"image", "remove"}, {"image", "remove", "--all"}} {
		code, out, errs := d.drill(args...)
		assert.Equal(t, app.ExitPassed, code)
		assert.Empty(t, out)
		assert.Equal(t, "drill: nothing to remove\n", errs)
	}
	code, out, errs := d.drill("image", "remove", "drill-runner-node:none")
	assert.Equal(t, app.ExitUsage, code)
	assert.Empty(t, out)
	assert.Equal(t, "drill: there is no such runner image: drill-runner-node:none: drill image list names those that are there\n", errs)
}

func TestImageRemoveTakesNamesOrAll(t *testing.T) {
	d := &desk{t: t}
	code, _, errs := d.drill("image", "remove", "--all", "drill-runner-node:none")
	assert.Equal(t, app.ExitUsage, code)
	assert.Contains(t, errs, "--all takes no names")
}

// TestImageRemoveSaysWhatItRemoved has an image of this version of drill and one of
// another: only that goes unasked.
func TestImageRemoveSaysWhatItRemoved(t *testing.T) {
	d := newDesk(t)
	old, current := d.made(changed(d.recipe)), d.made(d.recipe)
	code, out, errs := d.drill("image", "list")
	require.Equal(t, app.ExitPassed, code, errs)
	assert.Contains(t, out, current.Ref+"  "+current.Runtime)
	assert.Regexp(t, old.Ref+`  .* from host, not in use by this version of drill\n`, out)

	code, out, errs = d.drill("image", "remove", "--quiet")
	assert.Equal(t, app.ExitPassed, code)
	assert.Equal(t, old.Ref+" is removed\n", out, "quiet drops no result")
	assert.Empty(t, errs)
	_, out, _ = d.drill("image", "list")
	assert.NotContains(t, out, old.Ref)
	assert.Contains(t, out, current.Ref)

	code, out, _ = d.drill("image", "remove", current.Ref)
	assert.Equal(t, app.ExitPassed, code)
	assert.Equal(t, current.Ref+" is removed\n", out)
	_, out, _ = d.drill("image", "list")
	assert.Equal(t, "There are no runner images yet: drill image build makes them.\n", out)
}

func TestImageRemoveAll(t *testing.T) {
	d := newDesk(t)
	current := d.made(d.recipe)
	code, out, errs := d.drill("image", "remove", "--all")
	assert.Equal(t, app.ExitPassed, code, errs)
	assert.Equal(t, current.Ref+" is removed\n", out)
}
