package docker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/host"
	"github.com/shirou/gopsutil/v4/process"
)

// Labels of a container.
const (
	labelOwner    = "drill.owner"   // the process that made it
	labelHost     = "drill.host"    // the host of that process
	labelKind     = "drill.kind"    // job, spare or left
	labelVersion  = "drill.version" // of this package's containers
	labelLanguage = "drill.language"
	labelKey      = "drill.key"     // what it fits
	labelRuntime  = "drill.runtime" // empty: the engine's own
	labelExpires  = "drill.expires" // Unix time at which a spare surely has ended
)

// owner identifies a process among all that ever used an engine: identifiers of
// processes are used again, and several hosts may share an engine.
type owner struct {
	host  string // of the machine, its boot and its process namespace
	pid   int
	start int64 // see started
}

func thisProcess() owner {
	pid := os.Getpid()
	return owner{host: thisHost(), pid: pid, start: started(pid)}
}

func thisHost() string {
	name, _ := os.Hostname()
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		seconds, _ := host.BootTime()
		boot = []byte(strconv.FormatUint(seconds, 10))
	}
	namespace, _ := os.Readlink("/proc/self/ns/pid")
	digest := sha256.Sum256([]byte(name + "\x00" + string(boot) + "\x00" + namespace))
	return hex.EncodeToString(digest[:6])
}

// started tells processes with the same identifier apart; 0 when there is none.
// Linux counts from its boot, so that setting the clock does not matter.
func started(pid int) int64 {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err == nil {
		return ticks(string(stat))
	}
	p, err := process.NewProcess(int32(pid))
	if err != nil {
		return 0
	}
	at, err := p.CreateTime()
	if err != nil {
		return 0
	}
	return at
}

// ticks is the start time in /proc/PID/stat (proc(5)): the 20th field after the
// name, which is in parentheses and may hold anything. A zombie does not count.
func ticks(stat string) int64 {
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 20 || fields[0] == "Z" {
		return 0
	}
	n, _ := strconv.ParseInt(fields[19], 10, 64)
	return n
}

func (o owner) String() string { return fmt.Sprintf("%s:%d:%d", o.host, o.pid, o.start) }

func parseOwner(text string) (owner, error) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return owner{}, fmt.Errorf("%q is no owner", text)
	}
	pid, err := strconv.Atoi(parts[1])
	if err != nil {
		return owner{}, err
	}
	start, err := strconv.ParseInt(parts[2], 10, 64)
	return owner{host: parts[0], pid: pid, start: start}, err
}

func (s *Sandbox) labels(r request, kind, runtime string) map[string]string {
	return map[string]string{
		labelOwner: s.owner.String(), labelHost: s.owner.host, labelKind: kind, labelVersion: strconv.Itoa(specVersion),
		labelLanguage: string(r.language), labelKey: r.key, labelRuntime: runtime,
		labelExpires: strconv.FormatInt(time.Now().Add(s.options.Idle+longestJob).Unix(), 10),
	}
}
