package local

import (
	"errors"
	"fmt"
	"os"

	landlock "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

const (
	readFile  = landlock.AccessFSReadFile
	readAll   = landlock.AccessFSReadFile | landlock.AccessFSReadDir
	execute   = landlock.AccessFSExecute
	writeFile = landlock.AccessFSWriteFile | landlock.AccessFSTruncate
	// ofFiles are the rights that a rule for a single file may hold.
	ofFiles = readFile | execute | writeFile | landlock.AccessFSIoctlDev
	// ofWork is all that changes a folder; devices are of no use there.
	ofWork = readAll | writeFile | landlock.AccessFSRemoveDir | landlock.AccessFSRemoveFile |
		landlock.AccessFSMakeDir | landlock.AccessFSMakeReg | landlock.AccessFSMakeSock |
		landlock.AccessFSMakeFifo | landlock.AccessFSMakeSym | landlock.AccessFSRefer
)

// handled returns what a version of Landlock can deny, and so what is denied
// unless a rule allows it. The versions are those of landlock(7) and of the
// kernel's documentation; later ones add nothing that these hold.
func handled(abi int, network bool) landlock.RulesetAttr {
	var attr landlock.RulesetAttr
	since := func(version int, set *uint64, rights uint64) {
		if abi >= version {
			*set |= rights
		}
	}
	since(1, &attr.HandledAccessFS, landlock.AccessFSMakeSym<<1-1)
	since(2, &attr.HandledAccessFS, landlock.AccessFSRefer)
	since(3, &attr.HandledAccessFS, landlock.AccessFSTruncate)
	since(5, &attr.HandledAccessFS, landlock.AccessFSIoctlDev)
	since(9, &attr.HandledAccessFS, landlock.AccessFSResolveUnix)
	since(6, &attr.Scoped, landlock.ScopeAbstractUnixSocket|landlock.ScopeSignal)
	if !network {
		since(4, &attr.HandledAccessNet, landlock.AccessNetBindTCP|landlock.AccessNetConnectTCP)
		since(10, &attr.HandledAccessNet, landlock.AccessNetBindUDP|landlock.AccessNetConnectSendUDP)
	}
	return attr
}

// rule allows rights beneath a path. A path that does not exist needs no rule.
type rule struct {
	path   string
	rights uint64
}

// restrict confines the calling thread, and what it starts from now on, to the
// rules. It cannot be undone.
func restrict(abi int, network bool, rules []rule) error {
	attr := handled(abi, network)
	ruleset, err := landlock.LandlockCreateRuleset(&attr, 0)
	if err != nil {
		return fmt.Errorf("landlock: create a ruleset: %w", err)
	}
	defer unix.Close(ruleset)
	for _, r := range rules {
		if err := allow(ruleset, r, attr.HandledAccessFS); err != nil {
			return fmt.Errorf("landlock: allow %s: %w", r.path, err)
		}
	}
	if err := landlock.LandlockRestrictSelf(ruleset, 0); err != nil {
		return fmt.Errorf("landlock: restrict: %w", err)
	}
	return nil
}

func allow(ruleset int, r rule, handled uint64) error {
	fd, err := unix.Open(r.path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil
	}
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	var info unix.Stat_t
	if err := unix.Fstat(fd, &info); err != nil {
		return err
	}
	rights := r.rights & handled
	if info.Mode&unix.S_IFMT != unix.S_IFDIR {
		rights &= ofFiles
	}
	return landlock.LandlockAddPathBeneathRule(ruleset, &landlock.PathBeneathAttr{AllowedAccess: rights, ParentFd: fd}, 0)
}
