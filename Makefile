# make pdf, make docx: set this machine up if need be, then build everything in seeds/ into dist/.
BIN := .venv/bin
# The program is compiled once, also where the environment says not to: the suite starts it hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(BIN)/python -m pytest -q

.PHONY: pdf docx desk cluster test test-slow mutate mutants lint bench bench-growth preview clean

pdf docx:
	@./.setup
	@$(BIN)/publish $@

# The desk in the browser, with everything in seeds/ on it.
desk:
	@./.setup
	@$(BIN)/publish serve seeds

# What `--cluster` needs besides, on the machine that asks and on those that work.
cluster:
	@./.setup cluster

test:
	@./.setup dev
	@$(PYTEST) -n 4

test-slow:
	@./.setup dev
	@$(PYTEST) -m "slow or not slow" --timeout 1800 --hypothesis-profile others --cov publish --cov-report term:skip-covered

# Changes the code one expression at a time and tells which changes no test notices: make mutate SAMPLE=40 SEED=7 ROOMS=checks
SAMPLE ?= 60
SEED ?= 1
mutate:
	@./.setup dev
	@$(BIN)/python -m tests.mutation --sample $(SAMPLE) --seed $(SEED) $(ROOMS)

# Files damaged by chance, 20,000 for each reader: make mutants KINDS="--command check --kind pdf --count 2000"
mutants:
	@./.setup dev
	@$(BIN)/python -m tests.faults.mutants $(KINDS)

lint:
	@./.setup dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Times beside Typst, pandoc, LibreOffice and XeLaTeX, whichever are installed.
bench:
	@./.setup bench
	@$(BIN)/python -m tests.benchmark

# How time and memory grow with the text, for each kind of content.
bench-growth:
	@./.setup dev
	@$(BIN)/python -m tests.benchmark.growth

# The pictures of the README: page 1 of the seed in each look, or of the look's own sample, made by the tool itself.
DRAW := from sys import argv; from pathlib import Path; from publish.desk.pages import Pages; \
    Path(argv[2]).write_bytes(Pages(Path(argv[1]).read_bytes()).draw(0))
preview:
	@./.setup
	@for style in speech large gongwen letter order minutes; do \
	    sample=styles/$$style/sample.txt; [ -e $$sample ] || sample=$$(ls seeds/*.txt); \
	    $(BIN)/publish pdf $$sample --style $$style -o dist/preview.pdf >/dev/null 2>&1 && \
	    $(BIN)/python -c '$(DRAW)' dist/preview.pdf styles/$$style/preview.png || exit 1; \
	done; rm -f dist/preview.pdf
	@command -v chromium >/dev/null || { echo "没有 chromium，网页的图片没有重做" >&2; exit 0; }; \
	    ./.setup dev && $(BIN)/python -m tests.desk.picture publish/desk/preview.png

clean:
	@rm -rf .venv dist/* .mypy_cache .ruff_cache .pytest_cache
