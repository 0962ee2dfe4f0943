"""The table of replacements tells the truth: its bodies are those installed, and what it names is there."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from publish.writers.weasyprint import replacements
from publish.writers.weasyprint.engine import load_weasyprint
from publish.writers.weasyprint.replacements import TABLE, is_known
from tests import TOP

WING = TOP / "publish" / "writers" / "weasyprint"
SUMS = """
import inspect
import json
from importlib import import_module
from operator import attrgetter
from publish.writers.weasyprint.replacements import TABLE, sum_body
def find(place):
    module, _, path = place.partition(":")
    try:
        found = attrgetter(path)(import_module(module))
    except (ImportError, AttributeError):
        return ""
    code = getattr(inspect.unwrap(found.fget if isinstance(found, property) else found), "__code__", None)
    return sum_body(code) if code else ""
print(json.dumps({place: find(place) for place in TABLE}))
"""


@pytest.fixture(scope="module")
def installed() -> dict[str, str]:
    """The checksum of every body in the table, taken in a process of its own, where nothing is replaced."""
    made = subprocess.run([sys.executable, "-c", SUMS], capture_output=True, check=True)
    return dict(json.loads(made.stdout))


@pytest.mark.parametrize("place", TABLE)
def test_a_body_is_one_that_we_have_read(place: str, installed: dict[str, str]) -> None:
    row = TABLE[place]
    assert installed[place] in row.bodies, (
        f"{place} has changed (checksum {installed[place] or 'none: it is gone'}); {row.ours} no longer replaces it, "
        f"so this is lost: {row.why}. Read both bodies, then see “Moving to another WeasyPrint” in replacements.py"
    )


@pytest.mark.parametrize("place", TABLE)
def test_a_row_names_a_module_that_asks_for_it_and_a_test(place: str) -> None:
    row = TABLE[place]
    for name in row.ours.split(", "):
        assert (WING / f"{name.replace('.', '/')}.py").exists()
    assert list((TOP / "tests").rglob(f"{row.test}.py"))
    assert row.why
    assert row.needless


def test_every_body_asked_for_is_asked_before_it_is_replaced() -> None:
    """No row without a guard: each place stands in a module of the wing, whole or by its name there."""
    code = "".join(path.read_text(encoding="utf-8") for path in WING.rglob("*.py") if path.name != "replacements.py")
    assert [place for place in TABLE if place.removeprefix("weasyprint.").split(":")[1] not in code] == []


def test_another_body_with_the_same_parameters_is_not_known() -> None:
    load_weasyprint()
    from weasyprint.layout import inline

    place = "weasyprint.layout.inline:strut"
    assert is_known(inline.strut, place)

    def strut(style: Any) -> Any:
        """What a later WeasyPrint might do."""
        return style

    assert not is_known(strut, place)
    assert not is_known(None, place)


def test_what_comes_without_its_text_is_not_known() -> None:
    names: dict[str, Any] = {}
    exec(compile("def strut(style): pass", "/nowhere/inline.py", "exec"), names)
    assert replacements.sum_body(names["strut"].__code__) == ""
    assert not is_known(names["strut"], "weasyprint.layout.inline:strut")
