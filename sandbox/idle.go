package sandbox

import "time"

// Idle is how long a process or container that a drill left behind waits for the
// job of a later one.
const Idle = 10 * time.Minute
