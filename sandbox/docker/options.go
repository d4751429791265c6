package docker

import (
	"time"

	"drill/sandbox/docker/engine"
	"drill/sandbox/image"
)

// Options set up a [Sandbox]. The zero value, with recipes, is what people want.
type Options struct {
	Engine engine.Options
	// Connection is an engine to use instead of looking for one; Close leaves it open.
	Connection *engine.Engine
	// Recipes say what is in the runner images.
	Recipes []image.Recipe
	// Image says how an image is made that is not there yet.
	Image image.Options
	// Runtime is the engine's runtime to use, such as runsc (gVisor); empty for crun
	// where that can stand in for the engine's own, else for its own.
	Runtime string
	// CPUs is how many processors one sandbox may use at once; 2 when zero.
	CPUs float64
	// Leftovers allows a spare that an earlier process left behind (see [Sandbox.Leave]).
	Leftovers bool
	// Claims notes which of those are taken; a folder in the person's cache when empty.
	Claims Claims
	// Idle is how long a spare waits for a job; 10 minutes when zero.
	Idle time.Duration
	// Started is told the identifier of each container that gets a job; it may be nil.
	Started func(container string)
}
