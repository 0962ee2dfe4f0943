"""How long a document takes to be set on pages, known before it is begun; one that takes too long is refused."""

from __future__ import annotations

from publish.errors import LimitError
from publish.model import Document
from publish.model.weight import MEGABYTE, Weight, weigh

# Seconds of processors, both processes taken together (two quiet cores of 2026), measured one kind at a time.
PARAGRAPH, CELL, BREAK, FOOTNOTE, RUN, CHARACTER = 440e-6, 310e-6, 230e-6, 1800e-6, 300e-6, 13e-6
PART = 5e-3  # its page
CHANGE = 300e-6  # of looks within a line, besides its run
SHARES = {"pdf": 1.0, "ofd": 1.3, "docx": 0.35}  # of what a PDF takes
MOST = 12.0  # seconds, of a text of up to MEGABYTE characters; longer ones may take longer in proportion


def estimate_seconds(weight: Weight) -> float:
    """How long so much takes to be laid out and written once."""
    return (
        weight.paragraphs * PARAGRAPH
        + weight.cells * CELL
        + weight.breaks * BREAK
        + weight.footnotes * FOOTNOTE
        + weight.runs * RUN
        + weight.characters * CHARACTER
        + weight.parts * PART
        + _count_changes(weight) * CHANGE
    )


def bear(document: Document, *formats: str) -> bool:
    """Whether a document to be made in these formats may be laid out twice. Raises LimitError when once is too much."""
    weight = weigh(document.blocks)
    seconds, most = estimate_seconds(weight), MOST * max(1.0, weight.characters / MEGABYTE)
    whole = seconds * sum(SHARES[format_] for format_ in formats)
    if whole > most:
        instead = "，或先做成 Word 文件（publish docx）" if seconds * SHARES["docx"] <= most else ""
        parts = f"请拆成 {int(whole / most) + 1} 个以上的文件分别来排"
        raise LimitError(f"内容太多，一次排不完：{_name(weight)}", parts + instead)
    return seconds <= most / 2  # the pages of every format are broken alike


def _name(weight: Weight) -> str:
    """What there is of most account."""
    further = _count_changes(weight)
    named = {
        f"{weight.paragraphs} 段": (weight.paragraphs - weight.cells) * (PARAGRAPH + RUN),
        f"表格 {weight.cells} 格": weight.cells * (CELL + PARAGRAPH + RUN),
        f"段内换行 {weight.breaks} 处": weight.breaks * (BREAK + RUN),
        f"脚注 {weight.footnotes} 条": weight.footnotes * FOOTNOTE,
        f"附件 {weight.parts} 个": weight.parts * PART,
        f"字体变化 {further} 处": further * (RUN + CHANGE),
    }
    return max(named, key=named.__getitem__)


def _count_changes(weight: Weight) -> int:
    """Runs beyond those that paragraphs, lines and footnotes have anyway."""
    return max(weight.runs - 2 * weight.paragraphs - weight.breaks - 2 * weight.footnotes, 0)
