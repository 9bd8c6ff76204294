# Every job of this project. Works with GNU make 3.81 and newer.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= 2
SHARE ?= 1
PYTEST_ARGS ?=
FAST := tests/statistics tests/charts tests/evidence $(wildcard tests/cards tests/test_*.py)

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run serve test test-fast test-spark check format generate release bench bench-reports soak screenshots clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: .venv/runtime.stamp ## start the dashboard (PORT=8501)
	@echo "The dashboard is at http://localhost:$(PORT) (Ctrl+C stops it)"
	@$(BIN)/streamlit run dashboard.py --server.headless true --server.port $(PORT)

serve: .venv/runtime.stamp ## start several processes behind nginx (PORT=8501 WORKERS=2)
	@$(BIN)/python -m adverse.workers --port $(PORT) --workers $(WORKERS)

test: .venv/dev.stamp ## run every test, the browser's too (PYTEST_ARGS="-k onset")
	@$(BIN)/python -m tests.browser.ensure_chromium
	@$(BIN)/python -m tests.browser.ensure_nginx
	@$(BIN)/python -m tests.api.ensure_r
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

test-fast: .venv/dev.stamp ## run the tests that need no page, server or browser
	$(BIN)/python -m pytest -n 2 $(FAST) $(PYTEST_ARGS)

test-spark: .venv-spark/ready.stamp ## run the steps of a store of reports on Spark too, in .venv-spark (needs Java 17)
	.venv-spark/bin/python -m pytest -n 0 -W "ignore:PySpark does not yet fully support pandas" \
	  tests/reports/test_spark.py $(PYTEST_ARGS)

check: .venv/dev.stamp ## lint, format, types, generated files, stories, the Data Package and dependencies, changing nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m adverse.generate --check
	$(BIN)/frictionless validate data/datapackage.json
	$(BIN)/python -m tests.dependencies

format: .venv/dev.stamp ## format the code and mend what lint can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

generate: .venv/runtime.stamp ## write the files that are generated from the schema and the register
	$(BIN)/python -m adverse.generate

release: .venv/runtime.stamp ## write the frozen data package of this version, with its checksum, into dist/
	@$(BIN)/python -m adverse.generate --release dist

bench: .venv/dev.stamp ## measure speed and memory
	$(BIN)/python -m tests.benchmark

soak: .venv/dev.stamp ## send hostile input for an hour or more, bounded and to this machine alone (SHARE=1)
	@$(BIN)/python -m tests.soak --share $(SHARE)

bench-reports: .venv/dev.stamp ## measure a store of a made-up quarter alone
	$(BIN)/python -m tests.bench.reports

screenshots: .venv/dev.stamp ## take the pictures in docs/img/
	@$(BIN)/python -m tests.browser.ensure_chromium
	$(BIN)/python -m tests.browser.screenshots

clean: ## remove .venv and all caches
	rm -rf .venv .venv-spark .pytest_cache .ruff_cache .mypy_cache .hypothesis adverse.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, but $(PYTHON) is: $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name a newer one, for example: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime.stamp: pyproject.toml requirements.txt .venv/created.stamp
	@echo "Installing the dashboard with requirements.txt (about a minute the first time)"
	@$(PIP) --editable .
	@touch $@

.venv-spark/ready.stamp: requirements-dev.txt requirements-spark.txt
	@$(PYTHON) -m venv .venv-spark
	@.venv-spark/bin/python -m pip install --disable-pip-version-check --quiet -r requirements-dev.txt -r requirements-spark.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/runtime.stamp
	@echo "Installing requirements-dev.txt"
	@$(PIP) -r requirements-dev.txt
	@touch $@
