"""PDFs with text: ours by their structure tree, others by where their characters stand. Scans are refused."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import Block, Finding, FindingKind, Place, Source, Table, inlines, paragraphs, plain_text
from publish.readers.pdf.bounds import check_bounds

MOST_BYTES = 64 << 20
OURS = b"CreatorTool>publish<"  # in the XMP metadata of every PDF we typeset
EXTRACT = 0x10  # of the permissions (ISO 32000-1 7.6.3.2)
NOTICED = 0.01  # the share of characters that may differ between the two witnesses


def read(path: Path) -> Source:
    """The paragraphs of a PDF; places are pages and lines (`PAGE`).

    Raises InputError for what is no PDF, is encrypted, damaged, too large, or holds no text (a scan).
    """
    import pikepdf

    data = read_input(path, MOST_BYTES)
    if b"%PDF-" not in data[:1024]:
        raise _refuse(path.name, "这不是 PDF 文件")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            check_bounds(pdf, path.name)
            return _read(pdf, data, path.name)
    except pikepdf.PasswordError as error:
        raise InputError("PDF 加了密码", "请先打开它，另存为没有密码的，再试", Place(path.name, 1)) from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise _refuse(path.name, "PDF 残缺，读不出来") from error


def _refuse(name: str, why: str) -> InputError:
    return InputError(why, "请找到它的原稿（Word 文件等），或者重新复制一份", Place(name, 1))


def _read(pdf: Any, data: bytes, name: str) -> Source:
    if OURS in data and "/StructTreeRoot" in pdf.Root:
        from publish.readers.pdf.tagged import TreeReader

        tree = TreeReader(name, pdf)
        blocks = tree.read()
        if blocks:
            told = (*tree.findings, *_witness(blocks, data, name))
            return Source(name, blocks, findings=told, pictures=tree.pictures)
    from publish.readers.pdf.plain import read_plain

    return read_plain(pdf, data, name)


def _witness(blocks: tuple[Block, ...], data: bytes, name: str) -> Iterator[Finding]:
    """A warning when pdfium finds other words on the pages than the structure tree holds: somebody edited them."""
    from publish.readers.pdf.characters import copy_text

    ours = Counter(_letters("".join(plain_text(inlines(each), footnotes=True) for each in paragraphs(blocks))))
    theirs = Counter(_letters(copy_text(data)))
    heads = set("".join(_heads(blocks)))  # which stand on every page of a long table
    more = sum(count for char, count in (theirs - ours).items() if char not in heads)
    if (ours - theirs).total() + more > NOTICED * ours.total() + 10:
        message = "页面上的文字和文件结构里的不完全一样，可能有人改过这个 PDF，请逐字核对"
        yield Finding(FindingKind.WARNING, message, Place(name, 1), code="pdf-witness")


def _heads(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of the head rows of tables."""
    for table in blocks:
        if isinstance(table, Table):
            cells = (cell for row in table.rows[: table.header_rows] for cell in row)
            yield from (plain_text(inlines(each)) for cell in cells for each in paragraphs(cell.blocks))


def _letters(text: str) -> str:
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
