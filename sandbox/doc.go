// Package sandbox runs one job in one sandbox and records what was seen. It holds
// what all sandboxes share: the protocol of docs/protocol.md, the limits and the
// reading of traces. The sandboxes themselves are in the packages docker and
// local, the programs that run inside in node and golang.
package sandbox
