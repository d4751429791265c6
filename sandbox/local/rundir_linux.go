package local

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// runDir is the folder of one keeper, with its socket and the work folder of its
// process. It is locked for as long as the keeper lives, so that what a keeper left
// that was killed can be told from what is in use.
type runDir struct {
	path string
	file *os.File
}

var errOccupied = errors.New("another keeper waits there")

// runDirs is the folder of all of this user's keepers, beside the work folders. In
// there nobody else may make a file.
func (s *Sandbox) runDirs() string {
	return filepath.Join(s.options.Temp, "drill-left-"+strconv.Itoa(os.Geteuid()))
}

// openRunDir opens a folder beneath another, if both are this user's alone: in a
// temporary folder anybody may have made them.
func openRunDir(parent, name string) (*runDir, error) {
	outer, err := openPrivate(unix.AT_FDCWD, parent)
	if err != nil {
		return nil, err
	}
	defer outer.Close()
	inner, err := openPrivate(int(outer.Fd()), name)
	if err != nil {
		return nil, err
	}
	return &runDir{filepath.Join(parent, name), inner}, nil
}

func openPrivate(at int, name string) (*os.File, error) {
	fd, err := unix.Openat(at, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	file := os.NewFile(uintptr(fd), name)
	var info unix.Stat_t
	err = unix.Fstat(fd, &info)
	if err == nil && (int(info.Uid) != os.Geteuid() || info.Mode&0o077 != 0) {
		err = fmt.Errorf("%s is not this user's alone", name)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// occupy makes a folder, empties it of what a killed keeper left and locks it. It
// returns errOccupied where a keeper lives.
func occupy(parent, name string) (*runDir, error) {
	const attempts = 3 // another keeper, or a sweep, may remove the folder meanwhile
	for range attempts {
		for _, path := range []string{parent, filepath.Join(parent, name)} {
			if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, os.ErrExist) && !errors.Is(err, os.ErrNotExist) {
				return nil, err
			}
		}
		d, err := openRunDir(parent, name)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !d.lock(unix.LOCK_EX) {
			d.close()
			return nil, errOccupied
		}
		if d.inPlace() {
			d.clear()
			return d, nil
		}
		d.close()
	}
	return nil, errOccupied
}

// occupied reports whether a keeper lives in a folder.
func occupied(parent, name string) bool {
	d, err := openRunDir(parent, name)
	if err != nil {
		return false
	}
	defer d.close()
	return !d.lock(unix.LOCK_SH)
}

// sweep removes the folders of keepers that were killed.
func sweep(parent string) {
	entries, _ := os.ReadDir(parent)
	for _, entry := range entries {
		d, err := openRunDir(parent, entry.Name())
		if err != nil {
			continue
		}
		if d.lock(unix.LOCK_EX) && d.inPlace() {
			work(d.path).remove()
		}
		d.close()
	}
}

// lock does not wait. Closing the folder, or the end of the process, unlocks it.
func (d *runDir) lock(how int) bool { return unix.Flock(int(d.file.Fd()), how|unix.LOCK_NB) == nil }

// inPlace reports whether the folder still is what its path leads to.
func (d *runDir) inPlace() bool {
	there, err := os.Lstat(d.path)
	mine, errMine := d.file.Stat()
	return err == nil && errMine == nil && os.SameFile(there, mine)
}

func (d *runDir) clear() {
	names, _ := d.file.Readdirnames(-1)
	for _, name := range names {
		work(filepath.Join(d.path, name)).remove()
	}
}

func (d *runDir) close() { d.file.Close() }

// remove gives the folder up, and that of all keepers if it was the last.
func (d *runDir) remove() {
	if d.inPlace() {
		work(d.path).remove()
	}
	d.close()
	_ = os.Remove(filepath.Dir(d.path))
}
