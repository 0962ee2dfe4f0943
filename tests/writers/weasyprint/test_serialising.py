"""PDF objects written quickly have the bytes pydyf gives them."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pydyf
import pytest

from publish.writers.weasyprint import serialising
from publish.writers.weasyprint.engine import load_weasyprint


class Open(pydyf.Dictionary):  # type: ignore[misc]
    """A kind nobody foresaw."""


def nested(depth: int) -> Any:
    inner = pydyf.Array([1, b"2 0 R", -0.5, nested(depth - 1)]) if depth else "/End"
    return pydyf.Dictionary({"Type": "/StructElem", b"K": inner, "Alt": pydyf.String("图（一）"), 7: True})


ITEMS = [
    *(b"raw", "", "/Name", 0, -7, 2**70, True, False, None, OrderedDict(a=1)),
    *(0.0, -0.0, 1.0, -1.5, 1e-7, 123456.789, 1e22, 0.1 + 0.2, float("inf"), float("nan")),
    *(pydyf.Dictionary(), pydyf.Array(), pydyf.Array([[1, 2.50], (3,)]), nested(5), Open({"A": nested(1)})),
    *(pydyf.String("(a\\b)"), pydyf.String("汉"), pydyf.Stream([b"q", "Q", 1.50, nested(1)], nested(1))),
]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_the_same_bytes(item: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    load_weasyprint()
    quick = pydyf._to_bytes
    monkeypatch.setattr(pydyf, "_to_bytes", quick.__wrapped__)
    expected = pydyf._to_bytes(item)
    monkeypatch.setattr(pydyf, "_to_bytes", quick)
    assert pydyf._to_bytes(item) == expected


def test_other_than_ascii_is_left_to_strings() -> None:
    with pytest.raises(UnicodeEncodeError):
        pydyf._to_bytes("汉")


def test_an_engine_of_another_shape_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def to_bytes(item: object, compress: bool) -> None:
        """A later pydyf might take one argument more."""

    monkeypatch.setattr(pydyf, "_to_bytes", to_bytes)
    serialising.serialise_quickly()
    assert pydyf._to_bytes is to_bytes
    monkeypatch.undo()
    used = pydyf._to_bytes
    monkeypatch.setattr(pydyf.Array, "data", b"")
    serialising.serialise_quickly()
    assert pydyf._to_bytes is used
