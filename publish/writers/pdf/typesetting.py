"""HTML -> PDF through WeasyPrint, with our line composition hooked in; PDF/A-2a and PDF/UA-1 at once.

All it knows of the document is its HTML, so that it can work in a process that loads nothing else. WeasyPrint, and what
needs it, is imported through its door only (`engine`), when a job begins or `load` is called.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from publish.errors import InputError
from publish.fonts.roles import Faces
from publish.model import Finding, FindingKind, Picture
from publish.style import Style
from publish.writers.order import Attached, Order
from publish.writers.shared.tightening import Ending
from publish.writers.weasyprint.endings import list_endings

MODULES = (
    "weasyprint.archive",
    "weasyprint.fetcher",
    "weasyprint.foot",
    "weasyprint.grid",
    "weasyprint.hook",
    "weasyprint.tagging",
)
BROKEN_PICTURE = "Failed to load image"  # how WeasyPrint begins to say so


@dataclass(frozen=True)
class Copy:
    """What is to be typeset: the HTML `plain` and that `listed` with a contents page (None: not wanted), which is taken
    when the former fills more than `contents_pages` pages; the faces and pictures both name.
    """

    plain: str | None
    listed: str | None
    contents_pages: int
    faces: Faces
    pictures: Mapping[str, Picture]


@dataclass(frozen=True)
class Typeset:
    """A copy on pages: how many, whether with the contents page, the page of every anchor; the file, unless only pages
    were wanted; what is to be said about it; where its runs of pages end."""

    pages: int
    listed: bool
    anchors: Mapping[str, int]
    data: bytes
    findings: tuple[Finding, ...]
    endings: tuple[Ending, ...] = ()


def load_modules() -> None:
    """Import what `typeset` needs, and no more: Pango, once it has looked at fonts, keeps a thread, and a process with
    threads cannot be forked. Raises FontError without Pango."""
    from publish.writers.weasyprint.engine import load_weasyprint

    load_weasyprint()
    for name in MODULES:
        importlib.import_module(f"publish.writers.{name}")


def load() -> None:
    """Load what `typeset` needs, so that it need not wait for it. Raises FontError without Pango."""
    from publish.writers.weasyprint.engine import font_configuration

    load_modules()
    font_configuration()


def typeset(copy: Copy, order: Order) -> Typeset:
    """The copy as PDF/A-2a, or PDF/A-3a with `order.source` inside; both also PDF/UA-1.

    Raises FontError without Pango or with a font that must not be embedded, InputError for a broken picture.
    """
    return lay_out(copy, order, _write_archive)


def lay_out(copy: Copy, order: Order, write: Callable[[Any, Order, list[Finding]], bytes]) -> Typeset:
    """The copy in the format of `write`, which gets WeasyPrint's pages, the order, and a list for what is to be said.

    Raises as `typeset` and `write` do.
    """
    load()
    with _composing(order.style, copy.faces) as remarks:
        rendered, listed = _lay_out(copy)
        data = write(rendered, order, remarks)
        endings = list_endings(rendered.pages, order.style.page.pitch)
    return Typeset(len(rendered.pages), listed, _find_anchors(rendered), data, tuple(remarks), endings)


def _write_archive(rendered: Any, order: Order, _remarks: list[Finding]) -> bytes:
    from publish.writers.weasyprint.archive import delimiting_streams, finish_archive
    from publish.writers.weasyprint.glyph_codes import renumbering
    from publish.writers.weasyprint.tagging import record_owners

    options: dict[str, Any] = {"pdf_variant": "pdf/a-2a"}
    if order.source:
        options |= {"pdf_variant": "pdf/a-3a", "attachments": [_attach(order.source, order.created)]}
    with record_owners() as owners, delimiting_streams(), renumbering(rendered.fonts):
        data: bytes = rendered.write_pdf(finisher=partial(finish_archive, owners, order.style.sides), **options)
    return data


def paginate(copy: Copy, style: Style) -> Typeset:
    """The copy on pages only. Raises as `typeset` does."""
    load()
    with _composing(style, copy.faces) as remarks:
        rendered, listed = _lay_out(copy)
    return Typeset(len(rendered.pages), listed, _find_anchors(rendered), b"", tuple(remarks))


def _lay_out(copy: Copy) -> tuple[Any, bool]:
    """WeasyPrint's pages, and whether they have the contents page."""
    rendered = None if copy.plain is None else _render(copy.plain, copy)
    if copy.listed is not None and (rendered is None or len(rendered.pages) > copy.contents_pages):
        return _render(copy.listed, copy), True
    return rendered, False


def _render(html: str, copy: Copy) -> Any:
    from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
    from publish.writers.weasyprint.fetcher import DocumentFetcher
    from publish.writers.weasyprint.foot import render_with_foot

    fetcher = DocumentFetcher(copy.pictures, copy.faces)

    def render(html: str) -> Any:
        return load_weasyprint().HTML(string=html, url_fetcher=fetcher).render(font_config=font_configuration())

    return render_with_foot(html, render)


def _find_anchors(rendered: Any) -> dict[str, int]:
    pages = list(enumerate(rendered.pages, 1))
    return {anchor: number for number, page in reversed(pages) for anchor in page.anchors}


@contextmanager
def _composing(style: Style, faces: Faces) -> Iterator[list[Finding]]:
    """WeasyPrint with our composition and grid; the list is filled with what is to be said when the block ends."""
    from publish.writers.weasyprint.grid import align_tables
    from publish.writers.weasyprint.hook import composing

    findings: list[Finding] = []
    with _listening() as messages, composing(style, faces) as warnings, align_tables(style) as remarks:
        yield findings
        if any(message.startswith(BROKEN_PICTURE) for message in messages):
            raise InputError("文中有读不出来的图片", "请在原稿里重新插入这张图片，或把它存成 PNG 格式")
        heard = (Finding(FindingKind.WARNING, f"排版引擎提示：{message}", code="engine") for message in messages)
        findings += [*warnings, *remarks, *heard]


def _attach(source: Attached, created: datetime) -> Any:
    from publish.writers.weasyprint.engine import load_weasyprint

    about = {"name": source.name, "description": "源文件", "relationship": "Source"}
    return load_weasyprint().Attachment(string=source.data, created=created, modified=created, **about)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects WeasyPrint's warnings of one rendering, which would otherwise go to standard error."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, handler = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    previous, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = previous, propagate
