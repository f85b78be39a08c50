# Everything runs in .venv, which .ci/venv makes from requirements.lock when it is not there or out of date.
# `make` alone lists the targets. PYTHON=/path/to/python3 chooses the interpreter, WORKERS=n how many test at once:
# three for two processors, because a fifth of the time a test waits for a terminal, a server or a disk.

BIN := .venv/bin
WORKERS ?= 3

.PHONY: help demo test check format bench bench-anonymise lock snapshots venv clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

venv:
	@PYTHON="$(PYTHON)" sh .ci/venv

demo: venv ## open the program on a kluis with invented signals, in ./demo/
	@mkdir -p demo
	@$(BIN)/mhtui demo --kluis demo/demo.db

test: check ## the checks and the whole suite
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -q
	@command -v age >/dev/null 2>&1 || echo "NOT TRIED: that the standard age program opens a backup. It is not here (Debian: apt install age)."

check: venv ## format, lint, types, import contracts, docs, house style
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -qq tests/test_architecture.py tests/test_docs.py tests/test_style.py

format: venv ## put the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: venv ## the same work by us and by what else one would pick, as ratios
	@$(BIN)/python -m bench

bench-anonymise: venv ## what the finder of names finds, row by row, on texts kept apart
	@$(BIN)/python -m bench.anonymise

lock: venv ## work out requirements.lock again; make lock UPGRADE=--upgrade for newer versions
	@$(BIN)/uv pip compile pyproject.toml --group dev --extra postgres --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		--quiet $(UPGRADE) --output-file requirements.lock

snapshots: venv ## make the pictures of the screens again; look at the difference before committing it
	@$(BIN)/python -m pytest -q tests/screens --snapshot-update

clean: ## remove .venv and what the tools left behind
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache snapshot_report.html
