package machine

import (
	"fmt"
	"strings"

	"drill/cmd/drill/app"
	"drill/sandbox/docker/engine"
)

// examineRuntime says what containers are made with.
func examineRuntime(a *app.App, info engine.Info) finding {
	f := finding{Subject: "OCI runtime", Health: healthy}
	if a.Flags.Runtime != "" {
		return f.asked(a.Flags.Runtime, info)
	}
	f.Found = strings.TrimPrefix(info.DefaultRuntime+", the engine's own", ", ") // an engine may not tell which
	if quickest := info.Quickest(); quickest != "" {
		f.Found = fmt.Sprintf("%s, and the engine's own, %s, should that not work", quickest, info.DefaultRuntime)
	}
	if info.Name == engine.Docker && info.DefaultRuntime == engine.Runc && !info.Has(engine.Crun) {
		f.Advice = "containers start with less processor time under crun: install it and register it with " +
			"'dockerd --add-runtime crun=/usr/bin/crun', or under \"runtimes\" in daemon.json"
	}
	return f
}

// asked is the finding on the runtime that --runtime names.
func (f finding) asked(runtime string, info engine.Info) finding {
	f.Found = runtime
	if !info.Has(runtime) {
		f.Health, f.Found = warning, runtime+" is not registered with the engine"
		f.Advice = "the engine has " + strings.Join(info.Runtimes, ", ")
	}
	return f
}
