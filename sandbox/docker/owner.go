package docker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/host"
	"github.com/shirou/gopsutil/v4/process"
)

// Labels of a container.
const (
	labelOwner    = "drill.owner"   // the process that made it
	labelKind     = "drill.kind"    // job, spare or left
	labelVersion  = "drill.version" // of this package's containers
	labelLanguage = "drill.language"
	labelKey      = "drill.key"     // what it fits
	labelExpires  = "drill.expires" // Unix time at which a spare surely has ended
)

// owner identifies a process among all that ever used an engine: identifiers of
// processes are used again, and several hosts may share an engine.
type owner struct {
	host  string // of the machine, its boot and its process namespace
	pid   int
	start int64 // ms since 1970
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

// started is when a process began, or 0 when there is none.
func started(pid int) int64 {
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

func (s *Sandbox) labels(r request, kind string, idle time.Duration) map[string]string {
	return map[string]string{
		labelOwner: s.owner.String(), labelKind: kind, labelVersion: strconv.Itoa(specVersion),
		labelLanguage: string(r.language), labelKey: r.key,
		labelExpires: strconv.FormatInt(time.Now().Add(idle+longestJob).Unix(), 10),
	}
}
