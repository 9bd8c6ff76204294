# Every job of this project. Works with GNU make 3.81 and newer.

PYTHON ?= python3
PORT ?= 8501
PYTEST_ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
FROM_HERE := PYTHONPATH="$(CURDIR)" $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help run test check format generate bench screenshots clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: .venv/runtime.stamp ## start the dashboard (PORT=8501)
	@echo "The dashboard is at http://localhost:$(PORT) (Ctrl+C stops it)"
	@$(BIN)/streamlit run dashboard.py --server.headless true --server.port $(PORT)

test: .venv/dev.stamp ## run every test, the browser's too (PYTEST_ARGS="-k onset")
	@$(FROM_HERE) tests/browser/ensure_chromium.py
	@$(FROM_HERE) tests/api/ensure_r.py
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

check: .venv/dev.stamp ## lint, format, generated files, stories and the Data Package, changing nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m adverse.generate --check
	$(BIN)/python -m adverse.cards.stories
	$(BIN)/frictionless validate data/datapackage.json

format: .venv/dev.stamp ## format the code and mend what lint can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

generate: .venv/runtime.stamp ## write the files that are generated from the schema and the register
	$(BIN)/python -m adverse.generate

bench: .venv/dev.stamp ## measure speed and memory
	$(FROM_HERE) tests/benchmark.py

screenshots: .venv/dev.stamp ## take the pictures in docs/img/
	@$(FROM_HERE) tests/browser/ensure_chromium.py
	$(FROM_HERE) tests/browser/screenshots.py

clean: ## remove .venv and all caches
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, but $(PYTHON) is: $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name a newer one, for example: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime.stamp: requirements.txt .venv/created.stamp
	@echo "Installing requirements.txt (about a minute the first time)"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/runtime.stamp
	@echo "Installing requirements-dev.txt"
	@$(PIP) -r requirements-dev.txt
	@touch $@
