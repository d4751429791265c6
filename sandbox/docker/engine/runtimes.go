package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Names that engines give to OCI runtimes. Both make the same kind of container, of
// namespaces, cgroups and filters.
const (
	Runc = "runc"
	Crun = "crun"
)

// Quickest returns [Crun] where it can stand in for the engine's own runtime: being
// written in C, it takes some 50 to 100 ms less processor time to start and remove a
// container. It is empty, which means the engine's own, where crun is not registered
// and where the engine's owner chose another default than runc, such as gVisor.
func (i Info) Quickest() string {
	if i.Name == Docker && i.DefaultRuntime == Runc && i.Has(Crun) {
		return Crun
	}
	return ""
}

// Has reports whether a runtime is registered.
func (i Info) Has(runtime string) bool { return slices.Contains(i.Runtimes, runtime) }

// ExplainRuntime is [Engine.Explain] for what needs a runtime, empty for the engine's
// own. It says so when the engine has none of that name. A name that is not listed may
// work, such as that of a containerd shim, so only an error makes it ask.
func (e *Engine) ExplainRuntime(ctx context.Context, runtime, doing string, err error) error {
	if runtime == "" || !IsRefusal(err) {
		return e.Explain(doing, err)
	}
	info, silent := e.Describe(ctx)
	if silent != nil || info.Has(runtime) {
		return e.Explain(doing, err)
	}
	return &Fault{
		Problem: fmt.Sprintf("the container engine has no runtime %q", runtime),
		Remedy:  "use one that it has, " + strings.Join(info.Runtimes, ", ") + ", or register this one with it, then see what 'drill doctor' says",
		Err:     err,
	}
}
