//go:build race

package main

// underRace reports that the race detector is in.
const underRace = true
