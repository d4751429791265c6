package image

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"drill/graders"
)

// counted is a recipe that notes how often the host's toolchain is collected, and
// where a test says so holds the first who does until it is let go.
type counted struct {
	Node
	mu      *sync.Mutex
	count   *int
	arrived chan struct{} // may be nil
	let     chan struct{}
}

func newCounted(t testing.TB) counted {
	return counted{Node: node(t), mu: &sync.Mutex{}, count: new(int)}
}

func (c counted) FromHost(ctx context.Context, arch string) (*Files, error) {
	c.mu.Lock()
	*c.count++
	first := *c.count == 1
	c.mu.Unlock()
	if first && c.arrived != nil {
		close(c.arrived)
		select {
		case <-c.let:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return c.Node.FromHost(ctx, arch)
}

// ensured is the image's identifier for each of some callers at once.
func ensured(t *testing.T, o Options, callers ...*Images) []string {
	t.Helper()
	ids := make([]string, len(callers))
	var group errgroup.Group
	for i, m := range callers {
		group.Go(func() error {
			image, err := m.Ensure(context.Background(), graders.Node, o)
			ids[i] = image.ID
			return err
		})
	}
	require.NoError(t, group.Wait())
	return ids
}

// makings lists what has a name that only an image in the making has.
func makings(t *testing.T, m *Images, version string) (names []string) {
	t.Helper()
	filters := client.Filters{}.Add("label", labelKind+"="+kindRunner, labelVersion+"="+version)
	answer, err := m.engine.ImageList(context.Background(), client.ImageListOptions{Filters: filters})
	require.NoError(t, err)
	for _, item := range answer.Items {
		for _, tag := range item.RepoTags {
			if strings.Contains(tag, making) {
				names = append(names, tag)
			}
		}
	}
	return names
}

func TestCallersOfOneProcessShareTheMaking(t *testing.T) {
	recipe := newCounted(t)
	m := laboratory(t, recipe)
	ids := ensured(t, Options{Source: Host}, m, m, m)
	assert.Equal(t, []string{ids[0], ids[0], ids[0]}, ids)
	assert.Equal(t, 1, *recipe.count)
	assert.Empty(t, makings(t, m, contentVersion(recipe)))
}

// TestWhoWaitsOutlivesTheFirst has the first caller give up while another waits.
func TestWhoWaitsOutlivesTheFirst(t *testing.T) {
	recipe := newCounted(t)
	recipe.arrived, recipe.let = make(chan struct{}), make(chan struct{})
	m := laboratory(t, recipe)
	ctx, cancel := context.WithCancel(context.Background())
	gone := make(chan error, 1)
	go func() {
		_, err := m.Ensure(ctx, graders.Node, Options{Source: Host})
		gone <- err
	}()
	<-recipe.arrived
	impatient, leave := context.WithCancel(context.Background())
	leave()
	_, _, err := m.share(impatient, graders.Node, Options{})
	require.ErrorIs(t, err, context.Canceled, "who waits may go")
	waits := make(chan error, 1)
	go func() {
		_, err := m.Ensure(context.Background(), graders.Node, Options{Source: Host})
		waits <- err
	}()
	cancel()
	require.ErrorIs(t, <-gone, context.Canceled)
	require.NoError(t, <-waits)
	assert.Equal(t, 2, *recipe.count)
}

// TestProcessesThatMakeTheSameImageAllSucceed has two Images stand for two
// processes: they share the engine and nothing else.
func TestProcessesThatMakeTheSameImageAllSucceed(t *testing.T) {
	recipe := node(t)
	one, other := laboratory(t, recipe), laboratory(t, recipe)
	for range 3 {
		ids := ensured(t, Options{Source: Host}, one, other)
		assert.Equal(t, ids[0], ids[1], "the same files are the same image")
		assert.Empty(t, makings(t, one, contentVersion(recipe)))
		found, err := one.Find(context.Background(), graders.Node)
		require.NoError(t, err)
		require.NoError(t, one.Remove(context.Background(), found.Ref))
	}
}

// TestProcessesThatBuildOnTheSameOfficialImage differ in what they make, for it
// has the time in it; neither may take away what the other is building on.
func TestProcessesThatBuildOnTheSameOfficialImage(t *testing.T) {
	base := node(t)
	base.HarnessVersion += " base"
	first := made(t, laboratory(t, base))
	recipe := node(t)
	one, other := laboratory(t, recipe), laboratory(t, recipe)
	for _, id := range ensured(t, Options{Source: Pull, Base: first.Ref}, one, other) {
		_, err := one.engine.ImageInspect(context.Background(), id)
		assert.NoError(t, err, "what each got is there")
	}
	assert.Empty(t, makings(t, one, contentVersion(recipe)))
	assert.Zero(t, dangling(t, one, recipe))
}

// TestAnImageThatIsInTheMakingIsNoCurrentOne leaves a name behind as a process
// that was killed does.
func TestAnImageThatIsInTheMakingIsNoCurrentOne(t *testing.T) {
	m := laboratory(t, node(t))
	image := made(t, m)
	left := "drill-runner-node:" + making + "killed"
	_, err := m.engine.ImageTag(context.Background(), client.ImageTagOptions{Source: image.ID, Target: left})
	require.NoError(t, err)
	all, err := m.List(context.Background())
	require.NoError(t, err)
	current := map[string]bool{}
	for _, i := range all {
		if i.ID == image.ID {
			current[i.Ref] = i.Current
		}
	}
	assert.Equal(t, map[string]bool{image.Ref: true, left: false}, current)
	require.NoError(t, m.Remove(context.Background(), left))
	_, err = m.Find(context.Background(), graders.Node)
	assert.NoError(t, err, "the image keeps its name")
}

func TestWhatIsNoRunnerImageIsNotRemoved(t *testing.T) {
	m := laboratory(t, node(t))
	image := made(t, m)
	b := &maker{images: m, recipe: node(t), arch: "amd64", name: "drill-test-foreign:latest"}
	_, err := b.load(context.Background(), &Files{}, map[string]string{})
	require.Error(t, err, "it has no node")
	t.Cleanup(func() {
		_, err := m.engine.ImageRemove(context.Background(), b.name, client.ImageRemoveOptions{})
		require.NoError(t, err)
	})
	require.ErrorIs(t, m.Remove(context.Background(), b.name), ErrMissing)
	require.NoError(t, m.Remove(context.Background(), image.Ref))
}
