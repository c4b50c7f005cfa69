# Everything goes through a virtual environment here, so that nothing of the machine is changed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: run test check lint format bench learn clean help

help:  ## what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/'

run: $(VENV)/.run  ## install, index corpus/, start the bot (without ISNAD_TELEGRAM_TOKEN: the page on localhost)
	@exec $(BIN)/isnad run

# Most tests wait more than they work: so four at once, also of two processors.
test: export PYTHONDONTWRITEBYTECODE =  # else each of hundreds of processes would compile the bot for itself
test: $(VENV)/.dev  ## install what the tests need, run them
	$(BIN)/python -m pytest --numprocesses 4 --dist worksteal

lint: $(VENV)/.dev  ## format, lint, types, import law
	$(BIN)/ruff format --check bot tests
	$(BIN)/ruff check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint test  ## the gate: what laptop, hook and CI run

format: $(VENV)/.dev  ## put the code in order
	$(BIN)/ruff check --fix-only bot tests
	$(BIN)/ruff format bot tests

bench: $(VENV)/.dev  ## speed and size, as ratios within one run; takes minutes
	$(BIN)/python -m tests.bench

clean:  ## remove the environment, caches and the index; the database stays
	rm -rf $(VENV) data/index build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Isnad needs Python 3.11 or newer: make run PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing; on Debian and Ubuntu: sudo apt install python3-venv"; exit 2; }

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.run
