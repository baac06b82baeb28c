# The two commands of the README, and what a developer needs besides.
#   make run     build the graph from data/, validate it, write Turtle and HTML
#   make test    everything: lint, types, floors, tests, real browser
#   make check   the quick part of it
#   make web     bundle the script of the pages, if its sources have changed
#   make texts   bring the catalogues of the pages' words up to date
#   make bench   the figures that the README states

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= build

BUNDLE := src/twingraph/pages/view/page.js src/twingraph/pages/atlas/atlas.js src/twingraph/pages/site/search.js src/twingraph/serve/pages/editor.js

.PHONY: run test check web texts bench clean

run: $(VENV)/installed $(BUNDLE)
	$(BIN)/twingraph build data -o $(OUT) --lang en --lang de --lang pl --lang uk

test: $(VENV)/developer $(VENV)/shacl-tests $(BUNDLE)
	scripts/install-system-packages
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n auto

check: $(VENV)/developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python web/bundle.py check

web: $(BUNDLE)

texts: $(VENV)/installed
	$(BIN)/python scripts/catalogues.py

bench: $(VENV)/developer $(BUNDLE)
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) $(OUT) $(BUNDLE) web/node_modules web/src/*/data.ts web/test/built

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"

# Node.js from a Python package where the machine has none.
$(VENV)/node: $(VENV)/bin/python web/bundle.py
	node=$$($(BIN)/python web/bundle.py node); [ -z "$$node" ] || $(BIN)/pip install --quiet "$$node"
	touch $@

# A developer needs the checkers of web/ too: they come first, so that npm runs once.
$(VENV)/packages: $(VENV)/node web/package-lock.json
	$(BIN)/python web/bundle.py packages
	touch $@

$(BUNDLE): web/package.json web/package-lock.json $(wildcard web/src/*.ts web/src/*/*.ts web/src/*/*.css) | $(VENV)/bin/python
	$(MAKE) --no-print-directory $(VENV)/node
	$(BIN)/python web/bundle.py

# Of all modules, only those that a build needs are compiled now; the others are when they are used.
$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --no-compile --editable ".[serve]"
	$(BIN)/python -c "import twingraph.cli.build, twingraph.publish.build, twingraph.publish.views"
	touch $@

$(VENV)/developer: $(VENV)/packages $(VENV)/installed
	$(BIN)/pip install --quiet --editable ".[serve,network,science,mcp]" --group dev
	touch $@

$(VENV)/shacl-tests: scripts/fetch-shacl-tests | $(VENV)/bin/python
	$< $(BIN)/python $@
	touch $@
