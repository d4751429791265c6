package machine

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/settings"
)

// toolchain is a command that local solutions of a language need.
type toolchain struct {
	language     graders.Language
	version      []string // arguments that print the version
	major, minor int      // the oldest that will do
	where        string   // to get it
}

func toolchains() []toolchain {
	return []toolchain{
		{graders.Node, []string{"--version"}, 20, 0, "https://nodejs.org"},
		{graders.Go, []string{"env", "GOVERSION"}, 1, 25, "https://go.dev/dl"},
	}
}

// toolchainWait bounds how long a toolchain may take to say its version.
const toolchainWait = 5 * time.Second

func examineToolchains(ctx context.Context, a *app.App, contained bool) []finding {
	var findings []finding
	for _, t := range toolchains() {
		f := examineToolchain(ctx, a, t)
		if f.Health == problem && contained {
			f.Health = warning // the images bring their own
		}
		findings = append(findings, f)
	}
	return findings
}

func examineToolchain(ctx context.Context, a *app.App, t toolchain) finding {
	f := finding{Subject: string(t.language), Health: problem}
	f.Advice = fmt.Sprintf("%s solutions run here only with %s %s or newer: %s", t.language.Title(), t.language, t.oldest(), t.where)
	path, err := a.LookPath(string(t.language))
	if err != nil {
		f.Found = "not on the PATH"
		return f
	}
	ctx, cancel := context.WithTimeout(ctx, toolchainWait)
	defer cancel()
	output, err := exec.CommandContext(ctx, path, t.version...).Output()
	version := strings.TrimSpace(string(output))
	f.Found = graders.Clean(version + ", " + path)
	major, minor, known := parseVersion(version)
	switch {
	case err != nil || !known:
		f.Found = path + " does not say its version"
	case major < t.major || major == t.major && minor < t.minor:
		f.Found += ": too old"
	default:
		f.Health, f.Advice = healthy, ""
	}
	return f
}

func (t toolchain) oldest() string {
	if t.minor == 0 {
		return strconv.Itoa(t.major)
	}
	return fmt.Sprintf("%d.%d", t.major, t.minor)
}

var versionNumber = regexp.MustCompile(`(\d+)\.(\d+)`)

// parseVersion reads the first two numbers of v24.1.0 or go1.26.8.
func parseVersion(text string) (major, minor int, ok bool) {
	parts := versionNumber.FindStringSubmatch(text)
	if parts == nil {
		return 0, 0, false
	}
	major, majorErr := strconv.Atoi(parts[1])
	minor, minorErr := strconv.Atoi(parts[2])
	return major, minor, majorErr == nil && minorErr == nil
}

func examineConfinement(a *app.App) finding {
	f := finding{Subject: "confinement", Health: warning}
	s, err := app.OpenLocal(a)
	if err != nil {
		f.Found, f.Advice = err.Error(), "solutions run in containers only"
		return f
	}
	defer s.Close()
	f.Found = s.Confinement()
	if f.Found == "" || f.Found == "none" {
		f.Found = "none: local solutions are plain processes"
		f.Advice = "run only your own code with --sandbox local; Linux 5.13 or newer with Landlock confines it"
		return f
	}
	f.Health = healthy
	return f
}

func examineFolders(a *app.App) []finding {
	f, err := a.Folders()
	if err != nil {
		return []finding{{"folders", problem, err.Error(), ""}}
	}
	return []finding{
		folderFinding("progress folder", f.Config, "progress is not kept until it can be written; DRILL_HOME names another folder"),
		folderFinding("cache folder", f.Cache, "traces and compiled packages are not kept until it can be written"),
	}
}

func folderFinding(subject, dir, advice string) finding {
	if err := settings.Writable(dir); err != nil {
		return finding{subject, problem, err.Error(), advice}
	}
	return finding{Subject: subject, Health: healthy, Found: dir}
}
