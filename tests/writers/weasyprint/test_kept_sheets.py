"""What an earlier run kept of a style sheet is what WeasyPrint parses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from publish.writers.weasyprint import kept_sheets
from publish.writers.weasyprint.engine import load_weasyprint
from publish.writers.weasyprint.kept_sheets import FOLDER, parse_kept

FETCHER = object()
CSS = """@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —" } }
@page :first { margin-top: 50mm }
@font-face { font-family: 甲; src: url(file:///nowhere/a.otf) }
@media print { h1 + p, p.left > em:first-child { color: #c00; margin: 1em 2% } }
#one, [lang], p::before { content: "、" attr(class); width: calc(10% + 2pt); background: linear-gradient(red, blue) }
.x:not(.y)::first-line { font: bold 16pt/28pt "仿宋", serif; transform: translate(1mm, 2mm) }
"""


def show(value: Any) -> str:
    """A value as text, addresses aside."""
    return re.sub("0x[0-9a-f]+", "", repr(value))


class Fonts:
    """Stands for WeasyPrint's configuration of fonts."""

    def __init__(self) -> None:
        self.faces: list[Any] = []

    def add_font_face(self, descriptors: Any, fetcher: Any) -> None:
        self.faces.append((descriptors, fetcher))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "publish" / FOLDER


def ask(text: str, fonts: Any) -> dict[str, Any]:
    """What WeasyPrint asks of its class CSS."""
    named: dict[str, Any] = {"string": text, "base_url": None, "url_fetcher": FETCHER, "media_type": "print"}
    made: dict[str, Any] = {"counter_style": {}, "page_rules": [], "color_profiles": {}, "layers": []}
    return named | made | {"font_config": fonts}


def parse(text: str) -> tuple[list[Any], list[Any], list[Any]]:
    """Selectors, page rules and fonts, comparable."""
    load_weasyprint()
    from weasyprint import CSS as NATIVE
    from weasyprint.css import CSS as QUICK

    assert QUICK is not NATIVE
    fonts: Any = Fonts()
    sheet = parse_kept(NATIVE, ask(text, fonts))
    entries = [
        (name, key, entry[0].__code__.co_code, entry[0].__code__.co_consts, *entry[1:])
        for name, group in sorted(vars(sheet.matcher).items())
        if isinstance(group, dict)
        for key, entries in group.items()
        for entry in entries
    ]
    others = [(entry[0].__code__.co_code, *entry[1:]) for entry in sheet.matcher.other_selectors]
    pages = [(selectors, declarations) for _, selectors, declarations in sheet.page_rules]
    return [show(entries), show(others), sheet.matcher.order], [show(pages)], [show(fonts.faces)]


def test_a_kept_sheet_is_the_sheet(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = parse(CSS)
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr(kept_sheets, "_Recorder", None)  # what would parse
    assert parse(CSS) == first
    assert "甲" in first[2][0]


def test_rules_share_declarations(cache: Path) -> None:
    load_weasyprint()
    from weasyprint import CSS as NATIVE

    for _ in range(2):
        matcher = parse_kept(NATIVE, ask("p, .a { margin: 0 }", None)).matcher
        (of_class,), (of_name,) = matcher.class_selectors["a"], matcher.lower_local_name_selectors["p"]
        assert of_class[-1][0] is of_name[-1][0]
    assert cache.is_dir()


def test_what_is_said_is_said_again(cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        caplog.clear()
        parse("p { no-such-thing: 1 }")
        assert "no-such-thing" in caplog.text
    assert not list(cache.iterdir())


@pytest.mark.parametrize("damage", [b"", b"nothing", b"\0" * 40])
def test_a_damaged_sheet_is_parsed_anew(cache: Path, damage: bytes) -> None:
    first = parse(CSS)
    (path,) = cache.iterdir()
    path.write_bytes(damage)
    assert parse(CSS) == first


def test_only_so_many_are_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_sheets, "MOST", 3)
    for size in range(5):
        parse(f"p {{ font-size: {size}pt }}")
    assert len(list(cache.iterdir())) == 3
