// Package verify proves exercises: the stub and an empty file fail, the reference
// and every other right solution pass every check, each wrong solution fails
// exactly the concepts that its first line names, and every concept is failed by
// at least one of them. An exercise that does not verify does not exist.
package verify
