//go:build race

package grade

// underRace reports that the race detector is in.
const underRace = true
