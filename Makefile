# Cydbost's tasks. `make help` lists them. Nothing but Python 3.11-3.13 and make is needed to begin.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
RIVALS := $(VENV)/.rivals
PLATFORMS := .platforms
CATALOGUES := $(shell find bot connectors language queue -name "*.po")
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-browser test-platforms bluesky-ready wordpress-ready browser check lint types \
  layers catalogues bench soak lock clean

help: ## what can be asked for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv with everything pinned

# Node builds the office's style sheet, once; where the machine has none, one comes from a Python package.
ASSETS := $(wildcard bot/cydbost_bot/office/assets/* bot/cydbost_bot/office/assets/*/*) tools/build_assets.py
NODE := requirements-node.lock

# The lock file is installed with hashes; uv does it in seconds, pip does the same more slowly.
$(STAMP): pyproject.toml requirements.lock $(NODE) tools/compile_catalogues.py $(ASSETS) $(CATALOGUES)
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Cydbost needs Python 3.11, 3.12 or 3.13: run make PYTHON=python3.12 (or another of these)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@node="-r $(NODE)"; if command -v npm >/dev/null 2>&1; then node=; fi; \
	if uv --version >/dev/null 2>&1; then \
	  uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock $$node && \
	  uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock $$node && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

demo: setup ## run the whole promise on examples/ and tell the story
	@cydbost demo

serve: setup ## serve the demo's noticeboard and office (run make demo first)
	@cydbost --config demo/config.toml serve

# Tests kill processes, never the machine: their databases are kept in memory where there is room, which spares the disk.
ROOMY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 {print "/dev/shm"}')
IN_A_FOLDER = base=$$(mktemp -d $(or $(ROOMY),/tmp)/cydbost-XXXXXX); trap 'rm -rf "$$base"' EXIT

# Three side by side on two cores: a good part of the time they wait for sockets and processes.
test: setup ## the whole test suite
	@if [ -n "$$CI" ]; then $(MAKE) --no-print-directory browser; fi
	@$(IN_A_FOLDER); pytest -n 3 -m "not soak and not platforms" --basetemp="$$base/pytest"

browser: ## a browser for the browser tests, from Debian's packages
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || { \
	  echo "Installing Chromium from Debian's packages"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

test-browser: setup browser ## the browser tests alone
	@pytest -m browser

# Each real server is a prerequisite of its own: it sets itself up under $(PLATFORMS), once.
test-platforms: setup bluesky-ready wordpress-ready ## the platforms' own servers on the loopback, and the tests against them
	@pytest -n 2 -m platforms

bluesky-ready: setup # Bluesky's personal data server, from npm
	@python tools/bluesky_server.py $(PLATFORMS)/bluesky

wordpress-ready: setup bluesky-ready # WordPress with PHP and SQLite, from Debian's packages
	@python tools/wordpress_site.py $(PLATFORMS)/wordpress

check: lint types layers catalogues test ## all that must hold before a change lands

lint: setup ## ruff: style and format
	@ruff check .
	@ruff format --check .

types: setup ## mypy, strict
	@mypy

layers: setup ## import-linter: arrows point downwards only
	@lint-imports

catalogues: setup ## every string has its Welsh, and no catalogue is stale
	@python tools/catalogues.py check

LABELLED := $(if $(PAIRS),--pairs $(PAIRS)) $(if $(DAMAGED),--damaged $(DAMAGED)) $(if $(POSTS),--posts $(POSTS)) \
  $(if $(DAMAGED_POSTS),--damaged-posts $(DAMAGED_POSTS)) $(if $(COMMENTS),--comments $(COMMENTS))

bench: setup $(RIVALS) ## speed, size and judgement against their goals (ONLY=name runs one)
	@python tools/bench.py $(ONLY) $(LABELLED)

# What Cydbost is measured against is no part of it: installed only where it is measured, and only as wheels.
$(RIVALS): $(STAMP) requirements-bench.lock
	@if uv --version >/dev/null 2>&1; then \
	  uv pip install -q --python $(BIN)/python --only-binary :all: --require-hashes -r requirements-bench.lock; \
	else \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --only-binary :all: --require-hashes \
	    -r requirements-bench.lock; \
	fi
	@touch $@

soak: setup ## the long proofs
	@$(IN_A_FOLDER); pytest -n 2 -m soak --timeout=7200 --basetemp="$$base/pytest"

lock: setup ## resolve the dependencies anew
	@uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install -q --disable-pip-version-check uv
	@uv pip compile --universal --generate-hashes --group dev pyproject.toml -o requirements.lock
	@uv pip compile --universal --python-version 3.11 --generate-hashes --group pyproject.toml:bench -c requirements.lock \
	  -o requirements-bench.lock
	@uv pip compile --universal --generate-hashes --group pyproject.toml:node -o $(NODE)

clean: ## remove what was made
	@rm -rf $(VENV) $(PLATFORMS) .assets bot/cydbost_bot/office/static demo dist build .mypy_cache .ruff_cache .pytest_cache
