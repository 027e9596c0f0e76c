# make run: open the app.  make test: everything that guards the project.
# make faults PART=kills: one part of the long runs; PART names a file tests/faults/test_PART.py.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# The tests start the program hundreds of times; it shall not be compiled each time.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test extra faults bench picture clean

run: $(INSTALLED)
	@$(BIN)/learnsession $(ARGS)

test: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 6 --dist worksteal -m "not extra and not faults and not wide"

extra: $(INSTALLED)
	$(BIN)/pytest -m extra

faults: $(INSTALLED)
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -n 4 -m "faults or wide or property" -k "$(PART)"

bench: $(INSTALLED)
	@$(BIN)/python -m benchmarks $(ARGS)

picture: $(INSTALLED)
	$(BIN)/python docs/draw_session.py

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Name it: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist
