# Each target does its own set-up; the second time it only looks at two files.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
EVAL := ../shared/eval
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export GRADIO_ANALYTICS_ENABLED = False
export HF_HUB_OFFLINE = 1
ifneq ($(wildcard $(EVAL)),)
export RAPPORT_EVAL_DIR ?= $(abspath $(EVAL))
endif

.PHONY: run test lint bench bench-large fuzz clean setup

run: setup
	$(BIN)/python app.py

test: setup
	$(BIN)/python -m tests.browser_setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.indexes --sizes 10000 100000

bench-large: setup
	$(BIN)/python -m benchmarks.indexes --sizes 1000000

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,postgres]'
	touch $(STAMP)
