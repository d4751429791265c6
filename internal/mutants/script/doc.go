// Package script cuts JavaScript into tokens and says of each what it is part of: which
// bracket is an argument list or an object, which statement and which function it belongs
// to. It is no parser: it reads what is right and does not look for what is wrong.
package script
