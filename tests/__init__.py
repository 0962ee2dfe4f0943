"""The suite: mirrors `publish/`; what a Chinese editor could review stands in `cases/`."""

from pathlib import Path

TOP = Path(__file__).parents[1]
CASE_FOLDER = Path(__file__).parent / "cases"
SEED = next((TOP / "seeds").glob("*.txt"))


def list_cases(name: str) -> list[str]:
    """The lines of a file of cases, but for empty ones and remarks (#)."""
    lines = (CASE_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def names(folder: Path) -> list[str]:
    """The names of what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())
