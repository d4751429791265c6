package docker

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
)

// inside is what a solution can find out about its sandbox.
type inside struct {
	UID, GID   int
	Status     map[string]string
	Limits     map[string]string
	Interfaces []string
	Results    map[string]string
	Environ    []string
	Mounts     []string
	ExecPath   string
	Worker     int
	Child      string
	FromChild  map[string]string
}

const lookAround = `
const fs = require('fs'), os = require('os'), net = require('net'), dns = require('dns').promises;
const { Worker } = require('worker_threads'), { spawnSync } = require('child_process');
const attempt = async (f) => { try { await f(); return 'done'; } catch (e) { return e.code ?? e.message; } };
const lines = (file, sep) => Object.fromEntries(fs.readFileSync(file, 'utf8').trim().split('\n').map((l) => {
  const m = sep.exec(l); return m ? [m[1].trim(), m[2].trim()] : [l, ''] }));
const dial = (host, port) => new Promise((yes, no) => net.connect(port, host).on('connect', yes).on('error', no));
emit('fact', {
  uid: process.getuid(), gid: process.getgid(),
  status: lines('/proc/self/status', /^(\w+):(.*)$/),
  limits: lines('/proc/self/limits', /^(.*?)\s{2,}(\S+)/),
  interfaces: Object.keys(os.networkInterfaces()),
  environ: Object.keys(process.env),
  mounts: fs.readFileSync('/proc/self/mounts', 'utf8').split('\n').filter((l) => / \/work | \/ /.test(l)),
  execPath: process.execPath,
  worker: await new Promise((yes, no) => new Worker('require("worker_threads").parentPort.postMessage(6 * 7)', { eval: true }).on('message', yes).on('error', no)),
  fromChild: Object.fromEntries(['/proc/1/fd', '/proc/1/fd/1', '/proc/1/mem', '/proc/1/environ'].map((file) =>
    [file, spawnSync(process.execPath, ['-p', 'try { fs.openSync("' + file + '", "r"); "done" } catch (e) { e.code }']).stdout.toString().trim()])),
  child: spawnSync(process.execPath, ['-p', '40 + 2']).stdout.toString().trim(),
  results: {
    'write to the root': await attempt(() => fs.writeFileSync('/file', 'x')),
    'write to /drill': await attempt(() => fs.writeFileSync('/drill/harness/main.cjs', 'x')),
    'write to /dev': await attempt(() => fs.writeFileSync('/dev/file', 'x')),
    'write to /dev/shm': await attempt(() => fs.writeFileSync('/dev/shm/file', 'x')),
    'write to /tmp': await attempt(() => fs.writeFileSync('/tmp/file', 'x')),
    'write to /work': await attempt(() => fs.writeFileSync('/work/file', 'x')),
    'run from /work': await attempt(() => { fs.writeFileSync('/work/x', '#!/usr/bin/node\n', { mode: 0o755 }); const r = spawnSync('/work/x'); if (r.error) throw r.error; }),
    'read /proc/self/mem': await attempt(() => fs.openSync('/proc/self/mem', 'r')),
    'write /proc/self/mem': await attempt(() => fs.openSync('/proc/self/mem', 'r+')),
    'read /proc/1/environ': await attempt(() => fs.readFileSync('/proc/1/environ')),
    'read the node program': await attempt(() => fs.openSync(process.execPath, 'r')),
    'become root': await attempt(() => process.setuid(0)),
    'find a shell': await attempt(() => fs.statSync('/bin/sh')),
    'dial out': await attempt(() => dial('192.0.2.1', 80)),
    'resolve a name': await attempt(() => dns.resolve('example.org')),
    'use loopback': await attempt(() => new Promise((yes, no) => { const s = net.createServer((c) => c.end()).listen(0, '127.0.0.1', () => dial('127.0.0.1', s.address().port).then(() => { s.close(); yes(); }, no)); })),
    'read the engine\'s socket': await attempt(() => fs.statSync('/var/run/docker.sock')),
  },
});`

func TestWhatASolutionFinds(t *testing.T) {
	l := open(t, Options{})
	found := value[inside](t, l.run(t, job(lookAround)))

	assert.Equal(t, 65532, found.UID)
	assert.Equal(t, 65532, found.GID)
	for _, capabilities := range []string{"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"} {
		assert.Equal(t, "0000000000000000", found.Status[capabilities], capabilities)
	}
	assert.Equal(t, "1", found.Status["NoNewPrivs"])
	assert.Equal(t, "2", found.Status["Seccomp"], "a filter")
	assert.Equal(t, "65532", found.Status["Groups"])
	assert.Subset(t, []string{"lo"}, found.Interfaces)
	assert.Equal(t, "0", found.Limits["Max core file size"])
	assert.Equal(t, "1024", found.Limits["Max open files"])
	assert.Equal(t, "30", found.Limits["Max cpu time"])
	assert.Equal(t, "67108864", found.Limits["Max file size"])
	environment := []string{"PATH", "HOSTNAME", "HOME", "NODE_ENV", "LD_LIBRARY_PATH"}
	tmp := "ENOENT"
	if l.engine.IsPodman(context.Background()) {
		environment, tmp = append(environment, "TERM", "container"), "done"
	}
	assert.ElementsMatch(t, environment, found.Environ)
	assert.Equal(t, "/usr/bin/node", found.ExecPath)
	assert.Equal(t, 42, found.Worker, "worker threads work")
	assert.Equal(t, "42", found.Child, "so does another node")
	assert.Equal(t, map[string]string{
		"/proc/1/fd": "EACCES", "/proc/1/fd/1": "EACCES", "/proc/1/mem": "EACCES", "/proc/1/environ": "EACCES",
	}, found.FromChild, "a child of the solution's reaches neither the memory nor the files of the harness")
	assert.Len(t, found.Mounts, 2)
	assert.Regexp(t, `/ \S+ ro,`, found.Mounts[0])
	assert.Regexp(t, `/work tmpfs rw,nosuid,nodev,noexec,.*size=65536k`, found.Mounts[1])
	assert.Equal(t, map[string]string{
		"write to the root": "EROFS", "write to /drill": "EROFS", "write to /dev": "EACCES", "write to /dev/shm": "ENOENT",
		"write to /tmp": tmp, "write to /work": "done", "run from /work": "EACCES",
		"read /proc/self/mem": "EACCES", "write /proc/self/mem": "EACCES",
		"read /proc/1/environ": "EACCES", "read the node program": "EACCES",
		"become root": "EPERM", "find a shell": "ENOENT", "dial out": "ENETUNREACH", "resolve a name": "ECONNREFUSED",
		"use loopback": "done", "read the engine's socket": "ENOENT",
	}, found.Results)
}
