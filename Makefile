# make run    install, index the sample reports (or REPORTS=folder) and serve them on http://127.0.0.1:8000/
# make test   install what the tests need and run them
# make test-browser    look at every page in the system's Chromium; pictures in build/screenshots
# make lint types bench    ruff; mypy --strict; the benchmarks
# make test-all        every test: the slow ones, the browser's, those on real reports (INSPECTION_REPORTS=folder) too

PYTHON  ?= python3
VENV    ?= .venv
REPORTS ?= corpus/samples
HOST    ?= 127.0.0.1
PORT    ?= 8000
DATA    ?=
export REPORTS DATA

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test test-browser test-all lint types bench clean

run: $(VENV)/installed
	@data="$${DATA:-.searcher/$$(printf '%s' "$$REPORTS" | cksum | cut -d' ' -f1)}" && \
	$(BIN)/searcher --data "$$data" index "$$REPORTS" && \
	exec $(BIN)/searcher --data "$$data" serve --host $(HOST) --port $(PORT)

test: $(VENV)/installed-test
	$(BIN)/python -m pytest -q -m 'not slow' --ignore=tests/real --ignore=tests/browser

test-browser: $(VENV)/installed-browser
	$(BIN)/python -m pytest -q tests/browser

test-all: $(VENV)/installed-browser
	$(BIN)/python -m pytest -q

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/python benchmarks/search_speed.py

clean:
	rm -rf $(VENV) .searcher build ./*.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed; name it with: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo 'Installing into $(VENV) (the first time only) ...'
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/installed-browser: $(VENV)/installed
	@$(PIP) --editable '.[browser]'
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(PIP) --editable '.[dev]'
	@touch $@
