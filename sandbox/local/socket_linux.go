package local

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

const socketName = "socket"

// socket is a path to a socket that leads through the open folder: it is the folder
// that was looked at, and however long its own path is, this one fits into the 108
// bytes of an address.
func (d *runDir) socket(name string) string {
	return "/proc/self/fd/" + strconv.Itoa(int(d.file.Fd())) + "/" + name
}

// listen makes a socket. It gets its name when it can be connected to, or who
// looks between the two would take it for one that nobody is behind.
func (d *runDir) listen() (*net.UnixListener, error) {
	const unnamed = socketName + ".new"
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: d.socket(unnamed), Net: "unix"})
	if err != nil {
		return nil, err
	}
	listener.SetUnlinkOnClose(false) // see retire
	fd := int(d.file.Fd())
	if err := unix.Renameat(fd, unnamed, fd, socketName); err != nil {
		listener.Close()
		return nil, err
	}
	return listener, nil
}

func (d *runDir) dial(ctx context.Context, patience time.Duration) (*net.UnixConn, error) {
	conn, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, "unix", d.socket(socketName))
	if err != nil {
		return nil, err
	}
	return conn.(*net.UnixConn), nil
}

// retire takes the name of a socket away, so that nobody asks there again.
func (d *runDir) retire() { _ = unix.Unlinkat(int(d.file.Fd()), socketName, 0) }

// sameUser refuses a connection to another user's process.
func sameUser(conn *net.UnixConn) error {
	var peer *unix.Ucred
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	controlErr := raw.Control(func(fd uintptr) {
		peer, err = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	})
	if err := errors.Join(controlErr, err); err != nil {
		return err
	}
	if int(peer.Uid) != os.Geteuid() {
		return fmt.Errorf("the socket is that of user %d", peer.Uid)
	}
	return nil
}
