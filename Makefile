# The two commands of the README, and what a developer needs besides.
#   make run     build the graph from data/, validate it, write Turtle and HTML
#   make test    everything: lint, types, floors, tests, real browser
#   make check   the quick part of it
#   make bench   the figures that the README states

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= build

.PHONY: run test check bench clean

run: $(VENV)/installed
	$(BIN)/twingraph build data -o $(OUT)

test: $(VENV)/developer
	scripts/install-system-packages
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n auto

check: $(VENV)/developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/developer
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) $(OUT)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/developer: $(VENV)/installed
	$(BIN)/pip install --quiet --group dev
	touch $@
