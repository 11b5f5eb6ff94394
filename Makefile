# `make help` lists what there is. Everything that is needed beyond Python, Node and Java is installed by these targets.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PY := .venv/bin/python
PYTHON ?= python3
WORKERS ?= 3
ALL := $(PY) -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder

.PHONY: miniprogram phones help run journey test prove check format openapi package lock clean needs browser console desk

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

needs: # one line naming what is missing, before anything else
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or newer is missing: apt-get install -y python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: apt-get install -y python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing: apt-get install -y python3-venv"; exit 1; }
	@command -v java >/dev/null && java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])' || { echo 'Java 17 or newer is missing: apt-get install -y openjdk-17-jre-headless'; exit 1; }
	@command -v npm >/dev/null && node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo 'Node 20 or newer with npm is missing: apt-get install -y nodejs npm'; exit 1; }

.venv/ready: requirements-dev.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

browser: # Chromium and a Chinese font for the page tests
	@command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; \
	  else echo 'Chromium is missing: sudo apt-get install -y chromium fonts-noto-cjk fontconfig'; exit 1; fi; }

%/node_modules/ready: %/package-lock.json
	cd $* && npm ci --silent
	@touch $@

console/dist/index.html: console/node_modules/ready console/index.html console/vite.config.ts docs/openapi.json $(shell find console/src -type f 2>/dev/null)
	cd console && npm run --silent build
	@touch $@

miniprogram/dist/app.js: miniprogram/node_modules/ready $(shell find miniprogram/app miniprogram/webhost -type f 2>/dev/null)
	cd miniprogram && npm run --silent host
	@touch $@

console: needs console/dist/index.html ## the staff console, types checked against the contract, built into console/dist

miniprogram: needs miniprogram/node_modules/ready ## the mini program through all its gates, into build/miniprogram: the folder to open in WeChat DevTools
	cd miniprogram && npm run --silent check

desk: needs .venv/ready console/dist/index.html browser ## the console alone, in Chromium against a local world of its own
	$(PY) -m pytest tests/console

phones: needs .venv/ready miniprogram/node_modules/ready browser ## the mini program alone, in Chromium against a local world of its own
	$(PY) -m pytest tests/miniprogram

run: needs .venv/ready console/dist/index.html miniprogram/dist/app.js ## the whole local world on loopback: the back end, its engines and every outside party, played
	@$(PY) -m sandbox.run

journey: needs .venv/ready ## walk the main journey against the running world, or bring one up
	@$(PY) -m sandbox.journey

test: needs .venv/ready console/dist/index.html miniprogram/node_modules/ready browser ## all tests, at small counts: back end, local world, console and mini program in Chromium
	$(ALL) --cov --cov-report=term:skip-covered

prove: needs .venv/ready console/dist/index.html miniprogram/node_modules/ready browser ## the full counts, and the figures of docs/benchmarks.md
	XINGLIN_PUSHES=100000 XINGLIN_ROUNDS=200 XINGLIN_KILL_JOURNEYS=100 XINGLIN_KILL_COPIES=20 $(ALL) --timeout 3000
	XINGLIN_PUSHES=100000 $(PY) -m benchmarks

check: needs .venv/ready console/node_modules/ready miniprogram/node_modules/ready ## the static gates
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/vulture
	.venv/bin/bandit -q -c pyproject.toml -r app.py chalicelib infra
	$(PY) -m infra.check
	cd console && npm run --silent check
	cd miniprogram && npm run --silent check

format: .venv/ready ## put the code into its form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

openapi: .venv/ready ## write docs/openapi.json and chalicelib/doors.py from the routes
	$(PY) -m infra.doors
	$(PY) -m infra.openapi docs/openapi.json

package: .venv/ready ## build/package: the CloudFormation template and the zip that a hospital deploys
	$(PY) -m infra.package build/package

lock: .venv/ready ## take the pinned versions and their hashes anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 -q --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.txt
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 -q --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements-dev.txt

clean: ## remove what was built and the local world's data (not the tools)
	rm -rf build .world/data .coverage .mypy_cache .ruff_cache
