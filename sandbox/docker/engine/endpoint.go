package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/moby/moby/client"
)

// endpoint is an address with what it takes to use it.
type endpoint struct {
	host, source string
	certificates string // folder with ca.pem, cert.pem and key.pem
}

func (e endpoint) options() ([]client.Opt, error) {
	if strings.HasPrefix(e.host, "ssh://") {
		return nil, &Fault{
			Problem: "drill cannot use " + e.host + " (" + e.source + ") directly",
			Remedy:  "forward its socket with 'ssh -L /tmp/engine.sock:/var/run/docker.sock HOST' and set DOCKER_HOST=unix:///tmp/engine.sock",
		}
	}
	options := []client.Opt{client.WithHost(e.host), client.WithAPIVersionFromEnv()}
	if e.certificates != "" {
		pem := func(name string) string { return filepath.Join(e.certificates, name+".pem") }
		options = append(options, client.WithTLSClientConfig(pem("ca"), pem("cert"), pem("key")))
	}
	return options, nil
}

// chosen returns the engine that somebody asked for, or nil. It is used or it is
// an error: another one in its place would surprise.
func chosen(o Options) (*endpoint, error) {
	if o.Host != "" {
		return &endpoint{host: o.Host, source: "the options"}, nil
	}
	if host := o.Getenv("DOCKER_HOST"); host != "" {
		e := &endpoint{host: host, source: "DOCKER_HOST"}
		if o.Getenv("DOCKER_TLS_VERIFY") != "" {
			e.certificates = o.Getenv("DOCKER_CERT_PATH")
		}
		return e, nil
	}
	folder := o.Getenv("DOCKER_CONFIG")
	if folder == "" {
		folder = filepath.Join(o.Home, ".docker")
	}
	name, source := o.Getenv("DOCKER_CONTEXT"), "DOCKER_CONTEXT"
	if name == "" {
		name, source = currentContext(folder), "the current Docker context"
	}
	if name == "" || name == "default" {
		return nil, nil
	}
	return readContext(folder, name, source)
}

// currentContext reads what 'docker context use' wrote. A file that cannot be
// read chooses nothing.
func currentContext(folder string) string {
	var config struct {
		CurrentContext string `json:"currentContext"`
	}
	if data, err := os.ReadFile(filepath.Join(folder, "config.json")); err == nil {
		_ = json.Unmarshal(data, &config)
	}
	return config.CurrentContext
}

// readContext finds a context where the Docker CLI keeps it.
func readContext(folder, name, source string) (*endpoint, error) {
	id := contextID(name)
	file := filepath.Join(folder, "contexts", "meta", id, "meta.json")
	var meta struct {
		Endpoints map[string]struct{ Host string }
	}
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &meta)
	}
	host := meta.Endpoints["docker"].Host
	if err != nil || host == "" {
		return nil, &Fault{Problem: "the Docker context " + name + " (" + source + ") cannot be read from " + file, Remedy: "choose another with 'docker context use'", Err: err}
	}
	e := &endpoint{host: host, source: "the Docker context " + name}
	certificates := filepath.Join(folder, "contexts", "tls", id, "docker")
	if _, err := os.Stat(filepath.Join(certificates, "ca.pem")); err == nil {
		e.certificates = certificates
	}
	return e, nil
}

// contextID is the name of a context's folder.
func contextID(name string) string {
	digest := sha256.Sum256([]byte(name))
	return hex.EncodeToString(digest[:])
}

// usual lists the sockets that engines serve by default, those that exist.
func usual(o Options) []endpoint {
	if runtime.GOOS == "windows" {
		return []endpoint{{host: "npipe:////./pipe/docker_engine", source: "the default pipe"}}
	}
	paths := []string{"/var/run/docker.sock"}
	if session := o.Getenv("XDG_RUNTIME_DIR"); session != "" {
		paths = append(paths, filepath.Join(session, "docker.sock"), filepath.Join(session, "podman", "podman.sock"))
	}
	for _, path := range []string{".docker/run", ".docker/desktop", ".orbstack/run", ".colima/default", ".rd"} {
		paths = append(paths, filepath.Join(o.Home, path, "docker.sock"))
	}
	paths = append(paths, "/run/podman/podman.sock")
	var found []endpoint
	for _, path := range paths {
		if _, err := os.Stat(path); err == nil {
			found = append(found, endpoint{host: "unix://" + path, source: "its usual socket"})
		}
	}
	return found
}
