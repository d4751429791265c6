GO ?= go
# The race detector needs a C compiler; without one the tests run all the same.
RACE := $(if $(filter 1,$(shell $(GO) env CGO_ENABLED)),-race)
DRILL := bin/drill
# Pinned, and run through the module proxy: not dependencies of drill's own.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
ACTIONLINT := github.com/rhysd/actionlint/cmd/actionlint@v1.7.12

.DEFAULT_GOAL := help

.PHONY: help
help: ## show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: build
build: ## build bin/drill
	$(GO) build -trimpath -o $(DRILL) ./cmd/drill

.PHONY: start
start: build ## build drill and start the streams track in practice/ (TRACK=... for another)
	mkdir -p practice
	$(DRILL) start $(or $(TRACK),streams) --dir practice

.PHONY: test
test: ## run all tests; what they need and do not find skips them (see CONTRIBUTING.md to forbid that)
	$(GO) test $(RACE) -timeout 30m ./...

.PHONY: check
check: ## gofmt, go vet, staticcheck, actionlint, and whether generated files are up to date
	@test -z "$$(gofmt -l .)" || { echo "gofmt -l:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) run $(ACTIONLINT)
	cd exercises && $(GO) run ./internal/list -check

.PHONY: verify
verify: build ## prove every exercise: right solutions pass, wrong ones fail what they name
	$(DRILL) verify --sandbox local

.PHONY: mutants
mutants: build ## change right solutions: each change that no check fails is a gap, or is accounted for
	$(DRILL) verify --mutants --sandbox local $(MUTANTS)

.PHONY: prefixes
prefixes: build ## grade wrong solutions behind each prefix that bends what scenarios are made of
	$(DRILL) verify --prefixes --seeds 1 --sandbox local

.PHONY: bench
bench: ## measure speed, as ratios against the bare runtimes in the same run
	$(GO) run ./internal/bench

.PHONY: generate
generate: ## write the list of exercises anew
	$(GO) generate ./exercises

FUZZTIME ?= 1m

.PHONY: fuzz
fuzz: ## fuzz the readers of untrusted bytes, a minute each (FUZZTIME=10s for less)
	$(GO) test ./sandbox -run xxx -fuzz FuzzTrace -fuzztime $(FUZZTIME)
	$(GO) test ./internal/submission -run xxx -fuzz FuzzArchive -fuzztime $(FUZZTIME)
	$(GO) test ./internal/verify -run xxx -fuzz FuzzMarker -fuzztime $(FUZZTIME)
	$(GO) test ./graders -run xxx -fuzz FuzzClean -fuzztime $(FUZZTIME)
