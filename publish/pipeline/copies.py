"""Numbered copies (份号) of one document: all in one PDF for the print room, or each a file of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.errors import VerificationError
from publish.model import Block, Paragraph, Role, Span
from publish.output.copies import DIGITS, number_copies
from publish.output.delivery import deliver
from publish.output.stamp import stamp
from publish.pipeline.dating import date_output
from publish.pipeline.one import build, prepare
from publish.pipeline.request import Request, place_output, resolve, spare_sources
from publish.processes.confinement import limited
from publish.processes.press import HERE, Press
from publish.report.results import Built
from publish.writers import Order, make_output


def build_copies(
    source: Path, request: Request, copies: Sequence[str], apart: bool, press: Press = HERE
) -> Iterator[Built]:
    """The copies with these numbers, in six digits each; `apart`: a file for each. Raises PublishError."""
    resolve(request, len(copies) if apart else 1)
    if apart:
        for number in copies:
            numbered = _number(request, number)
            title = prepare(source, numbered)[0].title or source.stem
            yield build(source, numbered, place_output(f"{title}（{number}）", request), press)
    else:
        yield _build_together(source, request, copies, press)


@limited()
def _build_together(source: Path, request: Request, copies: Sequence[str], press: Press) -> Built:
    clock = time.perf_counter()
    document, style = prepare(source, _number(request, copies[0]))
    blocks = tuple(map(_show_digits, document.blocks))
    order = Order(style, date_output(document, source))
    output = make_output("pdf", replace(document, blocks=blocks), order, press)
    data = number_copies(output.data, copies, style.sides == "double")
    _verify(output.data, data, copies)
    target = place_output(f"{document.title or source.stem}（{copies[0]}至{copies[-1]}）", request)
    spare_sources(target, [source])
    data = stamp(data, source)
    deliver(data, target)
    findings = (*document.findings, *output.findings)
    pages = (output.pages or 0) * len(copies)
    return Built(source, target, pages, len(data), time.perf_counter() - clock, findings)


def _number(request: Request, number: str) -> Request:
    elements = {**request.metadata.elements, "copy_number": number}
    return replace(request, metadata=replace(request.metadata, elements=elements))


def _show_digits(block: Block) -> Block:
    if isinstance(block, Paragraph) and block.role is Role.COPY_NUMBER:
        return replace(block, content=(Span(DIGITS),))
    return block


def _verify(base: bytes, data: bytes, copies: Sequence[str]) -> None:
    """Raise VerificationError unless every copy says what the document typeset says, its own number apart."""
    from publish.writers.pdf.verify_text import extract_pdf

    wanted, found = extract_pdf(base, ()), [page for page in extract_pdf(data, ()) if page]
    for index, number in enumerate(copies):
        own = found[index * len(wanted) : (index + 1) * len(wanted)]
        if own != [wanted[0].replace(DIGITS, number, 1), *wanted[1:]]:
            raise VerificationError(f"第 {number} 份的文字与原文不一致", "没有写出文件；请把原文件发给开发者")
