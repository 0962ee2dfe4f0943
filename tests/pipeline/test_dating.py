"""PDF and Word carry the document's own date, else the time of its source."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import docx
import pikepdf
import pytest

from publish.model import Metadata
from publish.pipeline import Request, make
from publish.pipeline.dating import read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("（2024年11月5日）", (2024, 11, 5)),
        ("二〇二四年十一月五日", (2024, 11, 5)),
        ("二○二六年十月二十一日", (2026, 10, 21)),
        ("二〇二四年一月三十日", (2024, 1, 30)),
        ("２０２４年１月５日", (2024, 1, 5)),
        ("2024 年 1 月", (2024, 1, 1)),
        ("2024年2月31日", None),
        ("2024年十三月", None),
        ("2024年月日", None),
        ("去年冬天", None),
        ("", None),
    ],
)
def test_printed_dates(text: str, day: tuple[int, int, int] | None) -> None:
    assert read_date(text) == (datetime(*day, tzinfo=UTC) if day else None)


def created(data: bytes) -> datetime:
    if not data.startswith(b"%PDF"):
        moment: datetime | None = docx.Document(io.BytesIO(data)).core_properties.created
        assert moment
        return moment.replace(tzinfo=UTC)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return datetime.strptime(str(pdf.docinfo["/CreationDate"])[2:16], "%Y%m%d%H%M%S").replace(tzinfo=UTC)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024年11月5日", datetime(2024, 11, 5, tzinfo=UTC)),
        ("", datetime(2023, 5, 6, 7, 8, 10, tzinfo=UTC)),
    ],
    ids=["dated", "undated"],
)
def test_an_output_carries_the_date(speech: Path, kind: str, date: str, moment: datetime) -> None:
    os.utime(speech, (0, datetime(2023, 5, 6, 7, 8, 10, tzinfo=UTC).timestamp()))
    request = Request(kind, metadata=Metadata(date=date))
    first, second = (make(speech, request).output.data for _ in range(2))
    assert created(first) == moment
    assert first == second


def test_a_reproducible_build_says_its_own_date(speech: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert created(make(speech, Request("docx")).output.data) == datetime.fromtimestamp(1700000000, UTC)
