"""The templates and files of the pages, none of which is written by a stranger."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def _templates() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined)


def show_page(template: str, **values: Any) -> str:
    """The HTML of a template; values are escaped."""
    return str(_templates().get_template(template).render(values))


@cache
def load_files() -> dict[str, tuple[bytes, str]]:
    """Name -> content and media type of every file the pages load."""
    files = sorted((FOLDER / "static").iterdir())
    return {path.name: (path.read_bytes(), MEDIA_TYPES[path.suffix]) for path in files if path.suffix in MEDIA_TYPES}
