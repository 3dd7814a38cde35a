# Everything from a bare checkout, on a machine with Python 3.11 or newer and nothing else.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.PHONY: help demo test quick test-thorough lowest figures docs lint catalogues mutants clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[all]' --group dev
	@touch $@

demo: .venv/ready  ## a school plans an evening of talks; pages and calendars land in ./demo
	$(BIN)/partnership demo --out demo

test: .venv/ready  ## every test, with real servers and a real browser
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=
	$(BIN)/python -m coverage report --fail-under=100

quick: .venv/ready  ## the tests that need no server, browser or crash
	$(BIN)/python -m pytest -n $(WORKERS) -m 'not slow'

test-thorough: .venv/ready  ## every test, with Hypothesis looking forty times as hard
	$(BIN)/python -m pytest -n $(WORKERS) --hypothesis-profile thorough

lowest: .venv/ready  ## the quick tests with the lowest version of every dependency we ask for
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv/lowest
	$(BIN)/uv pip install --quiet --python .venv/lowest --resolution lowest-direct --editable '.[all,ortools,dask]'
	$(BIN)/uv pip freeze --quiet --python .venv/lowest --exclude-editable > .venv/lowest.txt
	$(BIN)/uv pip install --quiet --python .venv/lowest --constraint .venv/lowest.txt --group dev
	.venv/lowest/bin/python -m pytest -n $(WORKERS) -m 'not slow' --deselect tests/test_house.py \
		--deselect tests/testing/test_scaffold.py::test_mypy_has_nothing_to_say

figures: .venv/ready  ## every figure the documentation claims, measured here and now
	$(BIN)/python -m tests.benchmarks

docs: .venv/ready  ## the documentation as a site in docs/_build
	$(BIN)/python -m sphinx -nW -b dirhtml docs docs/_build

lint: .venv/ready  ## what the tests also check: style, types, floors
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

catalogues: .venv/ready  ## a place for every sentence in every language, and what programs read of them made anew
	$(BIN)/python -m tests.languages.catalogues

mutants: .venv/ready  ## which faults in conferences/ no test notices and nothing explains (MUTANTS="offer/walk" for a part; an hour)
	HYPOTHESIS_PROFILE=unshrunk $(BIN)/python -m tests.mutants $(MUTANTS)

clean:  ## as it was
	rm -rf .venv build dist demo docs/_build .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
