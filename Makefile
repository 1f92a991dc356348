# Every target sets up what it needs, in .venv, from hashed pins; nothing but git, make and Python 3.12 is asked for.
#   make PYTHON=/path/to/python3.12 demo    names the Python to use
SHELL := /bin/sh
VENV := .venv/bin
UV ?= uv
COMPILE := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal --python-version 3.12 \
	--custom-compile-command "make requirements"

.PHONY: help demo test page page-check page-types screenshots bench bench-long lint style types contracts audit format requirements setup setup-dev clean
.DEFAULT_GOAL := help

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

demo: setup  ## Read the sample documents, print what they say, write demo-out/
	@$(VENV)/sayso demo samples --out demo-out

test: setup-dev  ## Run every test
	@$(VENV)/python -m pytest -n 2 $(ARGS)

page: setup  ## Build the page that `sayso serve --open` shows
	@$(VENV)/python hatch_build.py

page-check: setup-dev  ## Check the types of the page's source
	@$(VENV)/python hatch_build.py --npm run --silent check

page-types: setup-dev  ## Write anew the types of the API's records for the page
	@$(VENV)/python web/write_records.py > web/records.json
	@$(VENV)/python hatch_build.py --npm run --silent types

screenshots: setup-dev  ## Take the pictures of docs/screens anew (needs Chromium)
	@$(VENV)/python web/screenshots.py docs/screens

bench: setup-dev  ## Measure reading and write docs/scores.md (needs ../shared; a few minutes)
	@$(VENV)/python benchmarks/scores.py --out docs/scores.md

bench-long: setup-dev  ## Measure speed, faults, kills, load, shards and a million claims too (hours)
	@$(VENV)/python benchmarks/scores.py --long --out docs/scores.md

lint: style types contracts page-check  ## Check style, types and import contracts

style: setup-dev
	@$(VENV)/ruff check --output-format concise src tests benchmarks training fuzz web hatch_build.py
	@$(VENV)/ruff format --check --quiet src tests benchmarks training fuzz web hatch_build.py

types: setup-dev
	@$(VENV)/mypy

contracts: setup-dev
	@$(VENV)/lint-imports

audit: setup-dev  ## Ask for known faults of the pinned packages (needs the network)
	@$(VENV)/python -m pip check
	@$(UV) tool run pip-audit --require-hashes --disable-pip -r requirements.txt

format: setup-dev  ## Lay out the source
	@$(VENV)/ruff check --fix --quiet src tests benchmarks training fuzz web hatch_build.py
	@$(VENV)/ruff format --quiet src tests benchmarks training fuzz web hatch_build.py

requirements:  ## Pin anew what pyproject.toml asks for (needs uv)
	@command -v $(UV) >/dev/null || { echo "make requirements needs uv: pip install uv, or make UV=/path/to/uv"; exit 1; }
	@$(COMPILE) $(UPGRADE) pyproject.toml requirements.in -o requirements.txt
	@$(COMPILE) $(UPGRADE) pyproject.toml requirements.in --extra dev -c requirements.txt -o requirements-dev.txt
	@$(COMPILE) $(UPGRADE) requirements-page.in -o requirements-page.txt
	@$(COMPILE) $(UPGRADE) requirements-ftm.in -c requirements-dev.txt -o requirements-ftm.txt

setup:
	@PYTHON="$(PYTHON)" sh .ci/setup run

setup-dev:
	@PYTHON="$(PYTHON)" sh .ci/setup dev

clean:  ## Remove everything that was made
	rm -rf .venv web/node_modules src/sayso/api/built demo-out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
