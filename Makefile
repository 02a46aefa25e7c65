# What this checkout can do. `make` alone lists it.
#
# PYTHON=/path/to/python3.12 chooses the interpreter for a new environment (3.11 or later).

SHELL := bash
export PYTHON

# pytest's own words after this one: make test T="tests/unit -k refuse"
T ?=
# How many tests at once. Three on two cores are no faster (docs/decisions/0028).
N ?= 2

# How many requests `bench-scale` makes.
MANY ?= 100000

.DEFAULT_GOAL := help
.PHONY: help setup assets run clean-data test mutate check format bench bench-scale lock pictures words

help:  ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup:  ## Install what running needs
	@tools/setup run

assets: setup  ## Build the style sheets and scripts into mla/static
	@tools/assets

run: assets  ## Set up, then run two sample ministries on this machine
	@.venv/bin/mla sample

clean-data:  ## Remove the sample ministries' data (./var)
	rm -rf ./var

# One set-up serves everything that tests or checks.
.PHONY: setup-test
setup-test:
	@tools/setup test
	@tools/assets

test: setup-test  ## Set up, then run every test
	@.venv/bin/python -m tests.support.verapdf
	@.venv/bin/python -m pytest -n $(N) --dist worksteal $(T)

mutate: setup-test  ## Change the rules a little and see whether a test notices (ALL=1: every change)
	@.venv/bin/python tools/mutate.py $(if $(ALL),--all) $(M)

check: setup-test  ## Style, types, who imports whom, no addresses in lock files
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@tools/no-addresses

format: setup-test  ## Put the code into the common form
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bench: setup-test  ## Measure, on this machine
	@.venv/bin/python -m bench
	@.venv/bin/python -m bench.same_person

bench-scale: setup-test  ## Measure lists and pages with 1,000 and with many requests (MANY=1000000), then many with 50 officials at once
	@.venv/bin/python -m bench.scale $(MANY)
	@.venv/bin/python -m bench.officials $(MANY)

lock: setup  ## Write the lock files again (keeps pins: tools/lock --upgrade moves them)
	@tools/lock

pictures: setup  ## Draw the life cycles into docs/lifecycles, and write docs/law.md and docs/openapi.json
	@.venv/bin/mla pictures docs/lifecycles
	@.venv/bin/mla interface docs/openapi.json
	@.venv/bin/mla law document docs/law.md

words: setup  ## Collect the texts of the screens into mla/translations
	@tools/words
