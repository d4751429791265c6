// attack own: says that it is the main package, and imports the harness | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
package main

import (
	"drill/sandbox/golang/scenario"
	_ "internal/synctest"
)

func main() { scenario.Main(scenario.Table{}) }
