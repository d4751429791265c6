package docker

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// needCrun skips a test where the engine cannot make containers with crun, or where
// drill must not choose it.
func needCrun(t *testing.T) {
	t.Helper()
	info, err := connect(t).Describe(context.Background())
	require.NoError(t, err)
	if info.Quickest() != engine.Crun {
		t.Skip("the engine has no crun beside a default of runc")
	}
	l := open(t, Options{Runtime: engine.Crun})
	if _, err := l.Run(context.Background(), job(trivial)); err != nil {
		t.Skip("crun is registered and does not work: ", err)
	}
}

func TestRuntimeOfContainers(t *testing.T) {
	needCrun(t)
	for asked, used := range map[string]string{"": engine.Crun, engine.Runc: engine.Runc} {
		t.Run("asked for "+used+" with '"+asked+"'", func(t *testing.T) {
			l := open(t, Options{Runtime: asked})
			r, err := l.request(context.Background(), graders.Node, graders.DefaultLimits())
			require.NoError(t, err)
			c, err := l.boot(context.Background(), r, kindSpare)
			require.NoError(t, err)
			defer c.discard()
			found, err := l.engine.ContainerInspect(context.Background(), c.id, client.ContainerInspectOptions{})
			require.NoError(t, err)
			assert.Equal(t, used, found.Container.HostConfig.Runtime)
			assert.Equal(t, "container, runtime "+used, l.recording(t, job(trivial)).Environment.Confined)
		})
	}
}

// gVisor loads programs itself, with the rights of the sandbox's user.
func TestGVisor(t *testing.T) {
	const runsc = "runsc"
	info, err := connect(t).Describe(context.Background())
	require.NoError(t, err)
	if !info.Has(runsc) {
		t.Skip("the engine has no runtime of the name runsc")
	}
	require.True(t, ReadsPrograms(runsc))
	recipe := probe()
	recipe.Readable = true
	l := open(t, Options{Runtime: runsc, Recipes: []image.Recipe{recipe}})
	recording := l.recording(t, job("emit('fact', { kernel: require('fs').readFileSync('/proc/version', 'utf8') })"))
	assert.Equal(t, "container, runtime runsc", recording.Environment.Confined)
	ours, err := os.ReadFile("/proc/version")
	require.NoError(t, err)
	theirs := value[struct{ Kernel string }](t, recording.Runs["probe"]).Kernel
	assert.NotEqual(t, string(ours), theirs, "it is a kernel of its own")
}

// liar makes any engine one that has crun beside runc, and handles what is to be made
// or started with it.
func liar(p *proxy, create, start func(w http.ResponseWriter, r *http.Request) bool) {
	p.answer = func(request string, w http.ResponseWriter, r *http.Request) bool {
		switch {
		case request == "GET info":
			return says(w, http.StatusOK, `{"DefaultRuntime": "runc", "Runtimes": {"crun": {}, "runc": {}}}`)
		case request == "GET version":
			return says(w, http.StatusOK, `{}`) // it is not Podman
		case request == "POST create" && named(r):
			return create(w, r)
		case request == "POST start":
			return start(w, r)
		}
		return false
	}
}

func says(w http.ResponseWriter, status int, text string) bool {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, text)
	return true
}

const (
	withCrun = `"Runtime":"crun"`
	noCrun   = `{"message": "unknown or invalid runtime name: crun"}`
	badCrun  = `{"message": "OCI runtime create failed: cgroups in hybrid mode not supported, drop all controllers from cgroupv2: unknown"}`
)

// named reports whether a container is to be made with crun, and has it made with the
// engine's own.
func named(r *http.Request) bool {
	body, _ := io.ReadAll(r.Body) // what is lost of it, the engine will miss
	own := bytes.Replace(body, []byte(withCrun), []byte(`"Runtime":""`), 1)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(own)), int64(len(own))
	return len(own) != len(body)
}

func TestRuntimeThatDoesNotWorkIsNotUsedAgain(t *testing.T) {
	never := func(http.ResponseWriter, *http.Request) bool { return false }
	cases := []struct {
		name   string
		meddle func(p *proxy)
	}{
		{"not known any more", func(p *proxy) {
			liar(p, func(w http.ResponseWriter, _ *http.Request) bool { return says(w, http.StatusBadRequest, noCrun) }, never)
		}},
		{"does not start", func(p *proxy) {
			liar(p, never, func(w http.ResponseWriter, _ *http.Request) bool {
				return p.count("POST start") == 1 && says(w, http.StatusInternalServerError, badCrun)
			})
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, e := behind(t, "", nil)
			c.meddle(p)
			l := open(t, Options{Connection: e})
			for _, made := range []int{2, 3} {
				assert.Equal(t, "container", l.recording(t, job(trivial)).Environment.Confined)
				assert.Equal(t, made, p.count("POST create"))
			}
			noneLeft(t, l)
		})
		t.Run(c.name+", for a later drill", func(t *testing.T) {
			p, e := behind(t, "", nil)
			c.meddle(p)
			l := open(t, Options{Connection: e, Leftovers: true})
			require.NoError(t, l.Leave(context.Background(), graders.Node, graders.DefaultLimits()))
			environment := l.recording(t, job(trivial)).Environment
			assert.True(t, environment.Spare)
			assert.Equal(t, "container", environment.Confined)
			assert.Equal(t, 2, p.count("POST create"))
			noneLeft(t, l)
		})
	}
}

// TestFaultThatIsNotTheRuntimesIsTold also sees that the runtime is used again.
func TestFaultThatIsNotTheRuntimesIsTold(t *testing.T) {
	p, e := behind(t, "", nil)
	burning, tried := true, 0
	liar(p, func(http.ResponseWriter, *http.Request) bool { tried++; return false },
		func(w http.ResponseWriter, _ *http.Request) bool {
			return burning && says(w, http.StatusInternalServerError, fmt.Sprintf(`{"message": "attempt %d burns"}`, p.count("POST start")))
		})
	l := open(t, Options{Connection: e})
	_, err := l.Run(context.Background(), job(trivial))
	var fault *Fault
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, err.Error(), "could not start a sandbox (attempt 3 burns)")
	assert.Equal(t, 3, p.count("POST create"), "with crun, without, and once more")
	burning = false
	assert.Equal(t, "container, runtime crun", l.recording(t, job(trivial)).Environment.Confined)
	assert.Equal(t, 2, tried)
	noneLeft(t, l)
}

func TestUnknownRuntimeIsAFault(t *testing.T) {
	l := open(t, Options{Runtime: "nowhere"})
	_, err := l.Run(context.Background(), job(trivial))
	var fault *Fault
	require.ErrorAs(t, err, &fault)
	info, err := l.engine.Describe(context.Background())
	require.NoError(t, err)
	assert.Contains(t, fault.Error(), `the container engine has no runtime "nowhere"`)
	assert.Contains(t, fault.Error(), "use one that it has, "+strings.Join(info.Runtimes, ", "))
	assert.Contains(t, fault.Error(), "'drill doctor'")
	require.ErrorAs(t, l.Leave(context.Background(), graders.Node, graders.DefaultLimits()), &fault)
	noneLeft(t, l)
}
