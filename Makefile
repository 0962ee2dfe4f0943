# make pdf, make docx: set this machine up if need be, then build everything in seeds/ into dist/.
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -q

.PHONY: pdf docx test test-slow lint bench clean

pdf docx:
	@./.setup
	@$(BIN)/publish $@

test:
	@./.setup dev
	@$(PYTEST) -n 2

test-slow:
	@./.setup dev
	@$(PYTEST) -m slow

lint:
	@./.setup dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

clean:
	@rm -rf .venv dist/* .mypy_cache .ruff_cache .pytest_cache
