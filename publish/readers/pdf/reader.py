"""PDFs with text: ours by their structure tree, others by where their characters stand. Scans are refused."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import Block, Finding, FindingKind, Place, Source, Table, inlines, paragraphs, plain_text
from publish.readers import OWN_PDF
from publish.readers.pdf.bounds import check_bounds
from publish.readers.pdf.tables import read_head
from publish.readers.pdf.tagged import TreeReader

MOST_BYTES = 64 << 20
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
    allowed = list(_tell_permission(pdf, name))
    if OWN_PDF in data and "/StructTreeRoot" in pdf.Root:
        tree = TreeReader(name, pdf)
        blocks = tree.read()
        if any(plain_text(inlines(each)) for each in paragraphs(blocks)):
            told = (*allowed, *tree.findings, *_witness(tree, blocks, data))
            return Source(name, blocks, findings=told, pictures=tree.pictures)
    if str(pdf.docinfo.get("/Creator", "")) == "publish":
        raise InputError(
            "这是拼好版的 PDF（小册子、二合一等），几页在一面上", "请用拼版以前的 PDF 或原稿", Place(name, 1)
        )
    from publish.readers.pdf.plain import read_plain

    source = read_plain(pdf, data, name)
    return replace(source, findings=(*allowed, *source.findings))


def _tell_permission(pdf: Any, name: str) -> Iterator[Finding]:
    if not pdf.allow.extract:
        message = "这个 PDF 的作者不许复制里面的文字，请先征得同意"
        yield Finding(FindingKind.WARNING, message, Place(name, 1), code="pdf-permission")


def _witness(tree: TreeReader, blocks: tuple[Block, ...], data: bytes) -> Iterator[Finding]:
    """A warning when pdfium finds other words on the pages than the structure tree holds: somebody edited them."""
    from publish.readers.pdf.characters import copy_text

    ours = Counter(_han("".join(plain_text(inlines(each), footnotes=True) for each in paragraphs(blocks))))
    ours.update(_han("".join(finding.text for finding in tree.findings)))
    theirs = Counter(_han(copy_text(data)))
    tables = (block for block in blocks if isinstance(block, Table))
    heads = {
        char for table in tables for text in read_head(table) for char in text
    }  # which stand on every page of a long table
    more = sum(count for char, count in (theirs - ours).items() if char not in heads)
    if (ours - theirs).total() + more > NOTICED * ours.total() + 10:
        message = "页面上的文字和文件结构里的不完全一样，可能有人改过这个 PDF，请逐字核对"
        yield Finding(FindingKind.WARNING, message, Place(tree.file, 1), code="pdf-witness")


def _han(text: str) -> str:
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
