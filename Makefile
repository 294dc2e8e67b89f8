# The two commands that matter are `make demo` and `make test`; both set up all they need in $(VENV).
SHELL := /bin/bash
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo test check format lint types contracts docs lock clean

demo: $(VENV)/.ready
	@mkdir -p $(DEMO)
	@$(BIN)/detente dossier Mali Morocco src/detente/data/example --store $(DEMO)/demo.duckdb -o $(DEMO)/mali-morocco.html --brief

test: $(VENV)/.ready
	$(BIN)/python -m pytest

check: format lint types contracts docs test

format: $(VENV)/.ready
	$(BIN)/ruff format --check src tests training benchmarks docs

lint: $(VENV)/.ready
	$(BIN)/ruff check src tests training benchmarks docs

types: $(VENV)/.ready
	$(BIN)/mypy

contracts: $(VENV)/.ready
	$(BIN)/lint-imports

docs: $(VENV)/.ready
	$(BIN)/python docs/generate.py --check

# Pins every package with its hashes; `uv` is fetched for it alone and is no requirement of detente.
lock: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra dev pyproject.toml -o requirements.lock

# Set-up: a virtual environment with exactly the pinned, hashed packages; nothing is built by hand.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("detente needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache build dist
