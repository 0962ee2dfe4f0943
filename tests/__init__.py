"""The suite: mirrors `publish/`; what a Chinese editor could review stands in `cases/`."""

from pathlib import Path

TOP = Path(__file__).parents[1]
CASE_FOLDER = Path(__file__).parent / "cases"
SEED = next((TOP / "seeds").glob("*.txt"))
