// Command list writes the list of exercises from the folders there are. With
// -check it only says whether the list is up to date.
package main

import (
	"flag"
	"fmt"
	"os"

	"drill/internal/listing"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when the list is stale")
	flag.Parse()
	act := listing.Write
	if *check {
		act = listing.Check
	}
	if err := act("."); err != nil {
		fmt.Fprintln(os.Stderr, "list:", err)
		os.Exit(1)
	}
}
