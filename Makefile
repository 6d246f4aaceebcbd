# Two commands do everything: `make chat` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RAG := $(BIN)/rag
EMBEDDED := qwen2.5-coder-1.5b-instruct

# Which model answers in the chat: empty is the embedded one if it can be had, `quote` is none.
MODEL ?=
PORT ?= 8501
export RAG_HOME := $(or $(RAG_HOME),$(CURDIR)/.home)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install chat seeds model browser test check bench lock screenshot clean
help:  ## Show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# --no-deps and no isolation: what is installed is what the lock names, to the hash.
$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/installed  ## Install the program into .venv
	@echo "Next: 'make chat', or '. $(VENV)/bin/activate' and 'rag ingest seeds/pages'."

chat: $(VENV)/installed  ## Ingest the starter news and open the chat; MODEL=quote needs no model download
ifeq ($(MODEL),)
	@$(RAG) models pull $(EMBEDDED) \
	  || echo "The embedded model can't be had now: the chat answers with verified quotes."
endif
	$(MAKE) --no-print-directory seeds
	RAG_MODEL="$(MODEL)" $(BIN)/streamlit run app.py --server.port $(PORT)

seeds: $(VENV)/installed  ## Ingest the starter news
	$(RAG) ingest seeds/pages

model: $(VENV)/installed  ## Pull the embedded model (1.1 GB), checked by its hash
	$(RAG) models pull $(EMBEDDED)

# The browser tests want Chromium: root gets it from apt; elsewhere they skip and say so.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq --no-install-recommends \
	     chromium chromium-driver fonts-noto-cjk >/dev/null; } \
	  || echo "Chromium is not here: the browser tests will be skipped."

test: $(VENV)/installed-dev browser check  ## Run every check and test (under 10 minutes)
	$(BIN)/pytest

check: $(VENV)/installed-dev  ## Lint and type-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed-dev  ## Print the figures of README and docs: long measurements
	$(MAKE) --no-print-directory seeds
	$(RAG) eval seeds/gold.jsonl --model quote --out out/eval-quote
	$(BIN)/python -m tests.bench_adverts
	$(BIN)/python -m tests.bench_copies
	$(BIN)/python -m tests.bench_claims
	$(BIN)/python -m tests.bench_hostile
	$(BIN)/python -m tests.bench_ingest
	$(BIN)/python -m tests.bench_ingest --kills 50
	$(MAKE) --no-print-directory model
	$(BIN)/python -m tests.bench_models
	$(RAG) eval seeds/gold.jsonl --model llamacpp:$(EMBEDDED) --out out/eval-embedded

screenshot: $(VENV)/installed-dev browser seeds  ## Draw docs/screenshot.png anew
	RAG_MODEL=quote $(BIN)/python -m tests.browser docs/screenshot.png

lock:  ## Resolve the dependencies anew (needs uv): versions and hashes, no index address
	uv lock --quiet --upgrade
	uv export --quiet --frozen --format requirements.txt --no-header --no-annotate \
	  --no-emit-project --extra llamacpp --extra ollama --no-dev --group build -o requirements.lock
	uv export --quiet --frozen --format requirements.txt --no-header --no-annotate \
	  --no-emit-project --all-extras -o requirements-dev.lock

clean:  ## Remove the environment, the home and every output
	rm -rf $(VENV) .home out
