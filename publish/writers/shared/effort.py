"""How long a document takes to be set on pages, known before it is begun; one that takes too long is refused."""

from __future__ import annotations

from dataclasses import asdict

from publish.errors import LimitError
from publish.model import Document
from publish.model.weight import MEGABYTE, Weight, weigh

# Seconds of processors, all processes taken together (two quiet cores of 2026; measured one kind at a time, each beside
# a known one): as PDF, as Word file.
COSTS = {
    "paragraphs": (250e-6, 100e-6),
    "cells": (450e-6, 20e-6),
    "breaks": (145e-6, 50e-6),
    "footnotes": (1950e-6, 150e-6),
    "runs": (170e-6, 70e-6),
    "changes": (100e-6, 40e-6),  # of looks within a line, besides its run
    "characters": (7.5e-6, 1.2e-6),
    "meetings": (30e-6, 13e-6),
    "items": (350e-6, 120e-6),  # besides a paragraph's
    "parts": (2200e-6, 380e-6),
}
SHARES = {"pdf": (1.0, 0.0), "ofd": (1.3, 0.0), "docx": (0.0, 1.0)}  # of these
MOST = 11.0  # seconds, of a text of up to MEGABYTE characters; longer ones may take longer in proportion


def estimate_seconds(weight: Weight, *formats: str) -> float:
    """How long so much takes to be laid out and written once in each of the formats."""
    paper, word = (sum(SHARES[format_][column] for format_ in formats) for column in (0, 1))
    counts: dict[str, float] = {**asdict(weight), "changes": _count_changes(weight)}
    return sum(counts[name] * (costs[0] * paper + costs[1] * word) for name, costs in COSTS.items())


def bear(document: Document, *formats: str) -> bool:
    """Whether a document to be made in these formats may be laid out twice. Raises LimitError when once is too much."""
    weight = weigh(document.blocks)
    seconds, most = estimate_seconds(weight, *formats), MOST * max(1.0, weight.characters / MEGABYTE)
    if seconds > most:
        instead = "，或先做成 Word 文件（publish docx）" if estimate_seconds(weight, "docx") <= most else ""
        parts = f"请拆成 {int(seconds / most) + 1} 个以上的文件分别来排"
        raise LimitError(f"内容太多，一次排不完：{_name(weight)}", parts + instead)
    return estimate_seconds(weight, "pdf") <= most / 2  # the pages of every format are broken alike


def _name(weight: Weight) -> str:
    """What there is of most account."""
    cost, further = {name: costs[0] for name, costs in COSTS.items()}, _count_changes(weight)
    paragraph = cost["paragraphs"] + cost["runs"]
    named = {
        f"{weight.paragraphs} 段": (weight.paragraphs - weight.cells) * paragraph,
        f"表格 {weight.cells} 格": weight.cells * (cost["cells"] + paragraph),
        f"段内换行 {weight.breaks} 处": weight.breaks * (cost["breaks"] + cost["runs"]),
        f"脚注 {weight.footnotes} 条": weight.footnotes * cost["footnotes"],
        f"附件 {weight.parts} 个": weight.parts * cost["parts"],
        f"字体变化 {further} 处": further * (cost["changes"] + cost["runs"]),
        f"{weight.characters} 字": weight.characters * cost["characters"] + weight.meetings * cost["meetings"],
    }
    return max(named, key=named.__getitem__)


def _count_changes(weight: Weight) -> int:
    """Runs beyond those that paragraphs, lines and footnotes have anyway."""
    return max(weight.runs - 2 * weight.paragraphs - weight.breaks - 2 * weight.footnotes, 0)
