# Each target does its own set-up; the second time it only compares the dates of three files.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EVAL := ../shared/eval
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13 python3; do \
	"$$one" -c '$(SUITABLE)' >/dev/null 2>&1 && { command -v "$$one"; break; }; done)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1
export GRADIO_ANALYTICS_ENABLED = False
export HF_HUB_OFFLINE = 1
export HF_HUB_DISABLE_TELEMETRY = 1
export TOKENIZERS_PARALLELISM = false
ifneq ($(wildcard $(EVAL)),)
export RAPPORT_EVAL_DIR ?= $(abspath $(EVAL))
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test test-quick lint format fuzz bench bench-large screenshot docs-outputs clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: setup ## Set up and open the app with the demo programme
	$(BIN)/python app.py

test: setup ## Set up and run everything that must pass
	$(BIN)/python -m tests.browser_setup
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not browser and not slow and not model"
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup --durations 10 -m "browser or slow or model"

test-quick: setup ## The tests that need neither weights nor a browser
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not browser and not slow and not model"

lint: setup ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## Format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

fuzz: setup ## A million damaged files through the readers of transcripts
	$(BIN)/python -m tests.fuzz.transcripts --inputs 1000000

bench: setup $(VENV)/.bench ## Compare search and notes with what people use instead; print how both grow
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.analysis
	$(BIN)/python -m benchmarks.indexes --sizes 10000 100000

bench-large: setup ## The indexes at a million passages
	$(BIN)/python -m benchmarks.indexes --sizes 1000000

screenshot: setup ## Take the picture in the README again
	$(BIN)/python -m tests.browser_setup
	$(BIN)/python -m tests.browser.screenshot docs/images/find-a-mentor.png

docs-outputs: setup ## Run the README and the notebook, and write down what they print
	$(BIN)/python -m tests.docs.outputs

clean: ## Remove what the targets above made; nobody's data is among it
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Rapport needs Python 3.11 or later with venv (Debian: apt-get install python3 python3-venv)."; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV) && "$(PYTHON)" -m venv $(VENV); }
	@echo "Setting up $(VENV): a minute or two, the first time only."
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,postgres]'
	@touch $@

$(VENV)/.bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	@touch $@
