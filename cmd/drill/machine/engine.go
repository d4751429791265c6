package machine

import (
	"context"
	"fmt"
	"strings"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// examineEngine looks at the container engine and the runner images; the finding
// on the engine comes first.
func examineEngine(ctx context.Context, a *app.App) []finding {
	ctx, cancel := context.WithTimeout(ctx, app.EngineWait)
	defer cancel()
	e, err := engine.Connect(ctx, engine.Options{Getenv: a.Getenv})
	if err != nil {
		return []finding{{"container engine", warning, err.Error(), "solutions run as local processes; grading other people's code needs an engine"}}
	}
	defer e.Close()
	f := finding{Subject: "container engine", Health: healthy, Found: e.Host}
	info, err := e.Describe(ctx)
	if err == nil {
		f.Found = fmt.Sprintf("%s %s at %s", info.Name, info.Version, e.Host)
		if missing := missingLimits(info); missing != "" {
			f.Advice = "it cannot limit " + missing + ": sandboxes are held less tightly"
		}
	}
	findings := []finding{f}
	if err == nil {
		findings = append(findings, examineRuntime(a, info))
	}
	if known, err := a.Recipes(); err == nil { // without folders, which are looked at later
		findings = append(findings, examineImages(ctx, image.New(e, known...))...)
	}
	return findings
}

func missingLimits(info engine.Info) string {
	var missing []string
	if !info.MemoryLimit {
		missing = append(missing, "memory")
	}
	if !info.PidsLimit {
		missing = append(missing, "processes")
	}
	if !info.Seccomp {
		missing = append(missing, "system calls")
	}
	return strings.Join(missing, ", ")
}

func examineImages(ctx context.Context, images *image.Images) []finding {
	var findings []finding
	for _, l := range graders.Languages() {
		f := finding{Subject: string(l) + " image", Health: healthy}
		found, err := images.Find(ctx, l)
		if err != nil {
			f.Health, f.Found = warning, "not there yet"
			f.Advice = "it is made when first needed; drill image build makes it now"
		} else {
			f.Found = fmt.Sprintf("%s, %s, %s", found.Ref, found.Runtime, megabytes(found.Size))
		}
		findings = append(findings, f)
	}
	return findings
}

func megabytes(bytes int64) string { return fmt.Sprintf("%d MB", (bytes+500_000)/1_000_000) }
