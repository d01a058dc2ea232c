# `make` alone lists what there is. Every target may be run again.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
JOBS ?= auto
# CI=true turns what the tests would leave out into failures.

.DEFAULT_GOAL := help
.PHONY: help demo run test test-sqlite test-postgresql bench lint format messages lock tools lighthouse clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/installed ## Set up a demo newsroom and serve it on http://localhost:8000
	@$(BIN)/python manage.py migrate --verbosity 0 && echo "Database: ready"
	@$(BIN)/python manage.py import_articles samples --source samples --quiet
	@$(BIN)/python manage.py make_demo_editor
	@$(MAKE) --no-print-directory run

run: .venv/installed ## Serve what is here on http://localhost:8000
	@echo "Serving on http://localhost:$(PORT) (the desk: http://localhost:$(PORT)/admin/); Ctrl-C stops it"
	@$(BIN)/python manage.py runserver --skip-checks localhost:$(PORT)

test: test-postgresql test-sqlite ## Run the whole suite on PostgreSQL and on SQLite, browser tests too

test-sqlite: .venv/installed-dev ## Run the suite on SQLite
	@echo "== SQLite"
	@env -u DATABASE_URL $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(PYTEST_ARGS)

test-postgresql: .venv/installed-dev ## Run the suite on a PostgreSQL that it starts itself, or on TEST_DATABASE_URL
	@echo "== PostgreSQL"
	@$(BIN)/python -m tests.with_postgresql $(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(PYTEST_ARGS)

bench: .venv/installed-dev ## Measure pages, search, the desk and the importer; writes var/bench/report.md
	@env -u DATABASE_URL $(BIN)/python -m benchmarks $(BENCH)

lint: .venv/installed-dev ## Check style, types, templates, migrations and translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files -z --cached --others --exclude-standard -- 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/mypy
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.catalogue

format: .venv/installed-dev ## Put code and templates into the one style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	git ls-files -z --cached --others --exclude-standard -- 'templates/*.html' | xargs -0 $(BIN)/djade --target-version 5.2 || true

messages: .venv/installed-dev ## Collect the texts to translate, and compile the translations
	$(BIN)/python manage.py makemessages --locale id --no-location --no-obsolete --ignore .venv --ignore var
	$(BIN)/python manage.py makemessages --locale id --no-location --no-obsolete --domain djangojs --ignore .venv --ignore var
	$(BIN)/python manage.py compilemessages --locale id --ignore .venv

lock: .venv/installed-dev ## Make the locked requirements anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --all-extras $(LOCK) --output-file requirements-apart.txt
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements-dev.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

tools: ## Install the HTML checker from npm into .tools; its test is left out without it (needs Java too)
	@npm install --silent --no-audit --no-fund --ignore-scripts --prefix .tools vnu-jar@26.9.27

SITE ?= http://localhost:$(PORT)
lighthouse: ## Measure the pages of a running site with Lighthouse (SITE=http://localhost:8000)
	@benchmarks/lighthouse.sh $(SITE)

clean: ## Remove the virtual environment and the demo's data
	rm -rf .venv .tools var

.venv/installed: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@ && echo "Python packages: installed in .venv"

.venv/installed-dev: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/installed && echo "Python packages for tests: installed in .venv"
