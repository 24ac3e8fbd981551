# Needs Python >= 3.11 and make, nothing else. `make run` starts Hindsight, `make test` checks it.
# Everything runs from .venv, which is built from the committed locks and rebuilt when they change.

VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_SCALE := $(VENV)/.installed-scale
AUDITOR := build/audit/bin/pip-audit
PORT ?=
PYTEST_ARGS ?= -n auto --dist loadgroup

# A Python that is new enough and can make a virtual environment; a name on PATH proves neither.
CAN_BUILD := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
# The first free port from 8501, Streamlit's own.
FREE_PORT := import socket; print(next(p for p in range(8501, 8600) if socket.socket().connect_ex(("127.0.0.1", p))))

.DEFAULT_GOAL := help
.PHONY: help install install-scale run test lint format docs words licences audit names sample bench validate backtest backtest-plans closed-loop plan-check isolation coverage-of-names screenshots hostile soak scale lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED_DEV) ## build .venv from the locks, tools for development included

install-scale: $(INSTALLED_SCALE) ## PySpark as well, for make scale and the tests that compare with Spark

run: $(INSTALLED) ## start Hindsight and open it in the browser (PORT=9000 for another port)
	@port="$(PORT)"; [ -n "$$port" ] || port=$$($(PYTHON) -c '$(FREE_PORT)') || exit 1; \
	exec $(PYTHON) -m streamlit run app.py --server.port "$$port"

test: $(INSTALLED_DEV) ## all tests; the browser's too where there is a Chromium
	$(PYTHON) -m pytest $(PYTEST_ARGS)

lint: $(INSTALLED_DEV) ## style, types, who imports whom, dependencies
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PYTHON) -m deptry .

format: $(INSTALLED_DEV) ## put the code in shape
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

docs: $(INSTALLED_DEV) ## write docs/method.md anew from the facts, their sources and the sample log
	$(PYTHON) -m benchmarks.write_method

words: $(INSTALLED_DEV) ## write analytics/language/english.pot anew, the list of all messages
	$(PYTHON) -m benchmarks.write_words

licences: $(INSTALLED_DEV) ## write docs/dependencies.md anew: what Hindsight is built from, and by which licences
	$(PYTHON) -m benchmarks.write_dependencies

audit: $(AUDITOR) ## known weaknesses of the locked versions, by asking a service outside; says so where it cannot be asked
	$(PYTHON) -m benchmarks.audit $(AUDITOR)

names: $(INSTALLED_DEV) ## write the keys of the exercise names in aliases.csv anew
	$(PYTHON) -m benchmarks.write_keys

sample: $(INSTALLED) ## write the sample logs anew
	$(PYTHON) -m sample_data

bench: $(INSTALLED_DEV) ## speed at a million sets, as ratios to the bare engine: imports, metrics, pages, clicks, memory
	$(PYTHON) -m benchmarks.bench

validate: $(INSTALLED_DEV) ## the published tables and worked examples, and calibration by simulation
	$(PYTHON) -m benchmarks.validate
	$(PYTHON) -m benchmarks.calibrate

backtest: $(INSTALLED_DEV) ## forecasts of the next session on real logs, against simple rules (HINDSIGHT_EXPORTS)
	$(PYTHON) -m benchmarks.backtest

backtest-plans: $(INSTALLED_DEV) ## planned loads on real logs: reps predicted against reps done (HINDSIGHT_EXPORTS)
	$(PYTHON) -m benchmarks.backtest_plans

closed-loop: $(INSTALLED_DEV) ## plans settle what they claim: 200 generated lifters, and real logs (HINDSIGHT_EXPORTS)
	$(PYTHON) -m benchmarks.closed_loop

plan-check: $(INSTALLED_DEV) ## plans of 200 generated lifters: what they settle and change; none empty, none impossible
	$(PYTHON) -m benchmarks.plan_check

isolation: $(INSTALLED_DEV) ## two people and a coach on one server: every way to another's log, and what came of it
	$(PYTHON) -m benchmarks.isolation

coverage-of-names: $(INSTALLED_DEV) ## share of real exercise names that are recognised (HINDSIGHT_EXPORTS)
	$(PYTHON) -m benchmarks.coverage_of_names

screenshots: $(INSTALLED_DEV) ## every page anew into docs/screens, wide and light, narrow and dark
	$(PYTHON) -m benchmarks.screenshots

hostile: $(INSTALLED_DEV) ## kill -9 at any moment, full disks, damaged and hostile files and texts, others on the server
	$(PYTHON) -m benchmarks.hostile.kills
	$(PYTHON) -m benchmarks.hostile.faults
	$(PYTHON) -m benchmarks.hostile.inputs
	$(PYTHON) -m benchmarks.isolation

SOAK_ARGS ?=
soak: $(INSTALLED_DEV) ## ten people import and look around at once for ten minutes: nothing lost, no error, no leak
	$(PYTHON) -m benchmarks.soak $(SOAK_ARGS)

scale: $(INSTALLED_SCALE) ## what one machine holds, and every metric in Spark beside DuckDB (docs/scale.md; needs Java)
	$(PYTHON) -m benchmarks.scale measure
	$(PYTHON) -m benchmarks.scale compare

# Versions and hashes, never an address: whoever installs decides where packages come from.
COMPILE := $(PYTHON) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet
lock: $(INSTALLED_DEV) ## resolve the dependencies anew (add LOCK_ARGS=--upgrade for newer versions)
	$(COMPILE) $(LOCK_ARGS) pyproject.toml -o requirements.lock
	$(COMPILE) $(LOCK_ARGS) pyproject.toml --extra dev --extra hosting --extra e2e -c requirements.lock -o requirements-dev.lock
	$(COMPILE) $(LOCK_ARGS) pyproject.toml --extra scale -c requirements-dev.lock -o requirements-scale.lock
	$(COMPILE) $(LOCK_ARGS) pyproject.toml --extra hosting -c requirements.lock -o requirements-hosting.lock
	echo 'uv>=0.13' | $(COMPILE) $(LOCK_ARGS) - -o requirements-install.lock
	echo 'pip-audit>=2.10' | $(COMPILE) $(LOCK_ARGS) - -o requirements-audit.lock
	@! grep -nE '://|^--' requirements*.lock || { echo 'A lock names an address; see above.' >&2; exit 1; }

clean: ## remove .venv, build and caches; your log is elsewhere and stays
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------------ the environment
$(PYTHON):
	@found=""; bare=""; \
	for name in $(CANDIDATES); do \
	  if "$$name" -c '$(CAN_BUILD)' >/dev/null 2>&1; then found="$$name"; break; fi; \
	  if [ -z "$$bare" ] && "$$name" -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then bare="$$name"; fi; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	  echo "$$("$$bare" --version) is here, but its venv module is not. Install it (Debian and Ubuntu: apt-get install python3-venv) and run make again." >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "Hindsight needs Python 3.11 or newer, and none of $(CANDIDATES) is one. Install it from python.org or your system's packages and run make again." >&2; exit 1; \
	fi; \
	echo "Building $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV)

# `python -m analytics` works from any folder, not from this one alone.
FINDABLE := import os, site, pathlib; pathlib.Path(site.getsitepackages()[0], "hindsight.pth").write_text(os.getcwd() + "\n")

# uv installs in seconds what takes pip half a minute; where it cannot (no wheel, another index), pip does the same.
INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r
UV_INSTALL = $(PYTHON) -m uv pip install --quiet --python $(PYTHON) --require-hashes
define install-lock
	@$(PYTHON) -m uv --version >/dev/null 2>&1 || $(INSTALL) requirements-install.lock || true
	@echo "Installing $(1) into $(VENV)"
	@if $(PYTHON) -m uv --version >/dev/null 2>&1 && $(UV_INSTALL) $(2) -r $(1); then :; else \
	  echo "uv could not; trying pip" >&2; $(INSTALL) $(1) && $(PYTHON) -m compileall -qq $(VENV)/lib || exit 1; fi
	@$(PYTHON) -c '$(FINDABLE)'
	@touch $@
endef

$(INSTALLED): $(PYTHON) requirements.lock requirements-install.lock
	$(call install-lock,requirements.lock,--compile-bytecode)

$(INSTALLED_DEV): $(PYTHON) requirements-dev.lock requirements-install.lock
	$(call install-lock,requirements-dev.lock,--compile-bytecode)
	@touch $(INSTALLED)

# Not compiled: uv would compile everything else once more.
$(INSTALLED_SCALE): $(INSTALLED_DEV) requirements-scale.lock
	$(call install-lock,requirements-scale.lock)

# In a room of its own: what it brings along is no part of Hindsight.
$(AUDITOR): $(PYTHON) requirements-audit.lock
	$(PYTHON) -m venv --clear build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@touch $@
