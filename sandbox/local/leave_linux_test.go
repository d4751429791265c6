package local

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"drill/graders"
)

// TestMain makes the test program a keeper, too: keep CACHE TEMP HARNESS NETWORK; and
// one that makes system calls: calls FILE.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "calls" {
		makeCalls(os.Args[2])
		os.Exit(0)
	}
	if len(os.Args) == 6 && os.Args[1] == "keep" {
		if err := keepRaw(os.Args[2], os.Args[3], os.Args[4], os.Args[5] == "true"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func keepRaw(cache, temp, harness string, network bool) error {
	s, err := New(Options{Cache: cache, Temp: temp, Packages: []string{"os"}})
	if err != nil {
		return err
	}
	defer s.Close()
	s.providers[graders.Node] = rawProvider(s, harness)
	ctx, stop := signal.NotifyContext(context.Background(), unix.SIGTERM)
	defer stop()
	return s.Keep(ctx, graders.Node, network)
}

// newLeaver returns a sandbox whose keepers are processes of their own. None is
// left when the test ends.
func newLeaver(t *testing.T) (s *Sandbox, keepers func() []int) {
	t.Helper()
	_, s = newTwo(t)
	harness, err := filepath.Abs("testdata")
	require.NoError(t, err)
	var started []*exec.Cmd
	s.options.Keeper = func(_ graders.Language, network bool) *exec.Cmd {
		cmd := exec.Command(s.left.executable, "keep", s.options.Cache, s.options.Temp, harness, strconv.FormatBool(network))
		started = append(started, cmd)
		return cmd
	}
	keepers = func() []int {
		var pids []int
		for _, cmd := range started {
			pids = append(pids, cmd.Process.Pid)
		}
		return pids
	}
	t.Cleanup(func() {
		for _, pid := range keepers() {
			_ = unix.Kill(pid, unix.SIGTERM)
			requireGone(t, pid)
		}
		sweep(s.runDirs())
		_ = os.Remove(s.runDirs())
	})
	return s, keepers
}

func requireGone(t *testing.T, pid int) {
	t.Helper()
	require.Eventually(t, func() bool { return errors.Is(unix.Kill(pid, 0), unix.ESRCH) }, patience, time.Millisecond)
}

// awaitOne returns the process that is listed once there is one.
func awaitOne(t *testing.T, list func() []int) int {
	t.Helper()
	var found []int
	require.Eventually(t, func() bool { found = list(); return len(found) == 1 }, patience, time.Millisecond)
	return found[0]
}

// requireReaped is for a process whose keeper was killed: this one inherits it.
func requireReaped(t *testing.T, pid int) {
	t.Helper()
	require.Eventually(t, func() bool {
		_, _ = unix.Wait4(pid, nil, unix.WNOHANG, nil)
		return errors.Is(unix.Kill(pid, 0), unix.ESRCH)
	}, patience, time.Millisecond)
}

func TestLeave(t *testing.T) {
	s, keepers := newLeaver(t)
	require.NoError(t, s.Leave(t.Context(), graders.Node, false))
	awaitSocket(t, s, nodeKind)
	require.NoError(t, s.Leave(t.Context(), graders.Node, false))
	require.Len(t, keepers(), 1, "one waits already")
	session, err := unix.Getsid(keepers()[0])
	require.NoError(t, err)
	assert.Equal(t, keepers()[0], session, "a terminal that closes would end it")

	assert.True(t, isSpare(t, s, rawJob(``)))
	require.NoError(t, s.Leave(t.Context(), graders.Node, false), "the first one's folder is free again")
	require.Len(t, keepers(), 2)
	requireGone(t, keepers()[0])
	awaitSocket(t, s, nodeKind)
	assert.True(t, isSpare(t, s, rawJob(``)))
	requireGone(t, keepers()[1])
	assert.NoDirExists(t, s.runDirs())
}

func TestNothingIsLeftUnconfined(t *testing.T) {
	s, keepers := newLeaver(t)
	for _, c := range []confiner{{}, {abi: 6}, {seccomp: true}} {
		s.confiner = c
		require.NoError(t, s.Leave(t.Context(), graders.Node, false))
		assert.Empty(t, keepers())
		assert.ErrorIs(t, s.Keep(t.Context(), graders.Node, false), errUnsealed)
		assert.Nil(t, s.claim(t.Context(), nodeKind, graders.DefaultLimits()))
	}
}

func TestAKeeperIsToldLittle(t *testing.T) {
	kept := keeperEnvironment([]string{"PATH=/bin", "HOME=/home/ada", "SECRET=x", "DRILL_HOME=/d", "XDG_CACHE_HOME=/c", "TMPDIR=/t", "PATHS=x"})
	assert.Equal(t, []string{"PATH=/bin", "HOME=/home/ada", "DRILL_HOME=/d", "XDG_CACHE_HOME=/c", "TMPDIR=/t"}, kept)
}

func TestWhatAKilledKeeperLeftIsSwept(t *testing.T) {
	s, keepers := newLeaver(t)
	require.NoError(t, s.Leave(t.Context(), graders.Node, false))
	awaitSocket(t, s, nodeKind)
	harness := awaitOne(t, func() []int { return children(keepers()[0]) })
	require.NoError(t, unix.Kill(keepers()[0], unix.SIGKILL))
	requireReaped(t, harness)
	other := filepath.Join(s.runDirs(), "other")
	require.NoError(t, os.MkdirAll(filepath.Join(other, "drill-1"), 0o700))

	assert.False(t, isSpare(t, s, rawJob(``)), "its socket costs no verdict")
	require.NoError(t, s.Leave(t.Context(), graders.Node, false))
	require.Eventually(t, func() bool { return !exists(other) }, patience, time.Millisecond)
	awaitSocket(t, s, nodeKind)
	assert.True(t, isSpare(t, s, rawJob(``)))
}

// calling is a job that, where a connection is to be had, tells its process number
// over it and waits for ever. One is, once; then what is called.
func calling(t *testing.T, what func(pid int)) graders.Job {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { listener.Close() })
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		line, _, _ := bufio.NewReader(conn).ReadLine()
		pid, _ := strconv.Atoi(string(line))
		listener.Close()
		what(pid)
	}()
	job := rawJob(fmt.Sprintf(`const net = await import('node:net'); const socket = net.connect(%d, '127.0.0.1');
		const refused = await new Promise((resolve) => { socket.once('error', () => resolve(true)); socket.once('connect', () => resolve(false)) });
		if (!refused) { socket.write(process.pid + '\n'); await new Promise(() => setInterval(() => {}, 1000)) }`,
		listener.Addr().(*net.TCPAddr).Port))
	job.Network = true
	return job
}

func TestWhoGoesAwayTakesItAlong(t *testing.T) {
	keeper, client := newTwo(t)
	ended := keep(t, keeper, kind{graders.Node, true})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := client.Run(ctx, calling(t, func(int) { cancel() }))
	assert.ErrorIs(t, err, context.Canceled)
	requireEnded(t, ended)
	requireNothingLeft(t, client)
}

// The connection of a drill that was killed ends without a word.
func TestTheEndOfTheClaimantEndsTheProcess(t *testing.T) {
	keeper, client := newTwo(t)
	ended := keep(t, keeper, nodeKind)
	l := client.claim(t.Context(), nodeKind, graders.DefaultLimits())
	require.NotNil(t, l)
	require.NoError(t, l.conn.CloseWrite()) // its streams stay open
	requireEnded(t, ended)
	requireNothingLeft(t, client)
	l.release()
}

// A job has no effects, so it is run once more where the keeper goes away.
func TestTheEndOfTheKeeperCostsNoVerdict(t *testing.T) {
	for name, signalled := range map[string]unix.Signal{"in good order": unix.SIGTERM, "killed": unix.SIGKILL} {
		t.Run(name, func(t *testing.T) {
			s, keepers := newLeaver(t)
			require.NoError(t, s.Leave(t.Context(), graders.Node, true))
			awaitSocket(t, s, kind{graders.Node, true})
			harness := make(chan int, 1)
			job := calling(t, func(pid int) {
				harness <- pid
				_ = unix.Kill(keepers()[0], signalled)
			})
			assert.False(t, isSpare(t, s, job))
			requireGone(t, keepers()[0])
			requireReaped(t, <-harness) // it ran in what was left behind at first
		})
	}
}
