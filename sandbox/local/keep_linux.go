package local

import (
	"context"
	"errors"
	"io"
	"net"
	"time"

	"drill/graders"
)

const (
	// looks is how often in its idle time a keeper looks whether what it booted is
	// still what would be booted now.
	looks = 100
	// claimWait is how long who connected to a keeper may take to say what for.
	claimWait = time.Second
)

// Keep boots a process ahead and hands it to the first sandbox with
// [Options.Leftovers] that asks for one, if that is this user's and of the same
// program, cache and runtime. It returns when that one's job is done, when nobody
// came for [Options.Idle], when what was booted has been replaced on the disk, or
// when the context ends; nothing of it is left then. Where another keeper waits
// already it returns at once.
func (s *Sandbox) Keep(ctx context.Context, language graders.Language, network bool) error {
	if !s.confiner.seals() {
		return errUnsealed
	}
	k := kind{language, network}
	program, key, err := s.keyed(ctx, k)
	if err != nil {
		return err
	}
	sweep(s.runDirs())
	dir, err := occupy(s.runDirs(), key)
	if errors.Is(err, errOccupied) {
		return nil
	}
	if err != nil {
		return err
	}
	var claimed *net.UnixConn
	defer func() { // last of all: it tells who claimed that nothing is left
		if claimed != nil {
			claimed.Close()
		}
	}()
	defer dir.remove()
	listener, err := dir.listen()
	if err != nil {
		return err
	}
	defer listener.Close()
	p, err := s.boot(program, k, true, dir.path)
	if err != nil {
		return err
	}
	defer s.end(p)
	valid := func() bool {
		now, err := s.keyOf(k, program)
		return err == nil && now == key && dir.inPlace()
	}
	claimed = s.awaitClaim(ctx, listener, p, valid)
	dir.retire()
	if claimed == nil {
		return nil
	}
	return p.serve(ctx, claimed)
}

// end discards a process and waits until it is gone.
func (s *Sandbox) end(p *process) {
	s.discard(p)
	s.removal.Wait()
}

// awaitClaim returns the first connection, with the socket closed to all others, or
// nil when there is no more reason to wait.
func (s *Sandbox) awaitClaim(ctx context.Context, listener *net.UnixListener, p *process, valid func() bool) *net.UnixConn {
	first := make(chan *net.UnixConn, 1)
	go func() {
		conn, _ := listener.AcceptUnix() // nil once the listener is closed
		listener.Close()
		first <- conn
	}()
	idle, look := time.NewTimer(s.options.Idle), time.NewTicker(s.options.Idle/looks)
	defer idle.Stop()
	defer look.Stop()
	for waits := true; waits; {
		select {
		case conn := <-first:
			return conn
		case <-p.gone:
			waits = false
		case <-ctx.Done():
			waits = false
		case <-idle.C:
			waits = false
		case <-look.C:
			waits = valid()
		}
	}
	listener.Close()
	if late := <-first; late != nil {
		late.Close() // who came too late boots a process of their own
	}
	return nil
}

// serve hands the process over and keeps the limits of its job. It returns when
// nothing of the process is left.
func (p *process) serve(ctx context.Context, conn *net.UnixConn) error {
	if err := sameUser(conn); err != nil {
		return err
	}
	_ = conn.SetDeadline(time.Now().Add(claimWait))
	var c claim
	if err := readMessage(conn, &c); err != nil {
		return err
	}
	if err := p.enforce(c.Limits, glance); err != nil {
		return err
	}
	if err := p.handOver(conn); err != nil {
		return err
	}
	_ = conn.SetDeadline(time.Time{})
	go func() {
		_, _ = io.Copy(io.Discard, conn)
		p.Kill() // who claimed it has enough, or is gone
	}()
	defer context.AfterFunc(ctx, p.Kill)()
	exit, err := p.Wait()
	told := ending{Exit: exit}
	if err == nil {
		err = ctx.Err() // the keeper's end is not the solution's
	}
	if err != nil {
		told.Fault = err.Error()
	}
	_ = conn.SetWriteDeadline(time.Now().Add(claimWait))
	return sendMessage(conn, told)
}
