# Two commands for a fresh clone; each makes .venv for itself. Another Python: make report PYTHON=python3.12
PYTHON ?= python3
BIN := .venv/bin
comma := ,
# where there is a Chromium, the pages are tried in it; elsewhere those tests are skipped and say so
BROWSER := $(if $(shell command -v chromium || command -v chromium-browser || command -v google-chrome),$(comma)browser)

.PHONY: report test pictures format clean
.DELETE_ON_ERROR:

report: .venv/has-report  ## the main job on the sample corpus
	rm -rf out/report
	$(BIN)/framing report data/sample --out out/report

test: .venv/has-test  ## style, unit tests, accuracy floors, README and notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest -n 2 --dist loadscope --nbval --nbval-current-env --nbval-cell-timeout=120 tests notebooks

pictures: report  ## the README's pictures, by Chromium
	$(BIN)/python docs/pictures.py

format: .venv/has-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv out build dist *.egg-info

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/has-report: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[model]'
	touch $@

.venv/has-test: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[model,notebooks,test$(BROWSER)]'
	touch $@ .venv/has-report
