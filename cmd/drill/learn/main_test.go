package learn

import (
	"testing"

	"drill/cmd/drill/app/apptest"
)

// TestMain makes the test program the commands that tests start.
func TestMain(m *testing.M) { apptest.Main(m, apptest.Root(Commands, Views)) }
