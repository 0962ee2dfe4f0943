"""A Word file with all its revisions taken or refused (ECMA-376 Part 1, 17.13.5); knows nothing of the writer."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEW, OLD = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
RANGES = tuple(f"{W}{name}Range{end}" for name in ("moveFrom", "moveTo") for end in ("Start", "End"))


def resolve_word(data: bytes, accept: bool) -> bytes:
    """The .docx with every revision taken, or every one refused."""
    kept, gone = (NEW, OLD) if accept else (OLD, NEW)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = _resolve(etree.fromstring(part), kept, gone)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(name, part)
    return made.getvalue()


def _resolve(root: etree._Element, kept: tuple[str, ...], gone: tuple[str, ...]) -> etree._Element:
    _remove_rows(root, gone)
    ended = [p for p in root.iter(f"{W}p") if any(p.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in gone)]
    for element in _around_runs(root, gone):
        _remove(element)
    for element in _around_runs(root, kept):
        for child in reversed(list(element)):
            element.addnext(child)
        _remove(element)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for element in list(root.iter(*RANGES, *kept, *gone)):
        _remove(element)
    for paragraph in ended:
        _join_with_next(paragraph)
    return root


def _remove_rows(root: etree._Element, gone: tuple[str, ...]) -> None:
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{tag}") is not None for tag in gone):
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _remove(table)


def _around_runs(root: etree._Element, tags: tuple[str, ...]) -> list[etree._Element]:
    """Revisions of runs, not those of a paragraph's end or a row."""
    return [element for element in root.iter(*tags) if _parent(element).tag not in (f"{W}rPr", f"{W}trPr")]


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end goes becomes the beginning of the next one."""
    below = paragraph.getnext()
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if below is not None and below.tag == f"{W}p":
        first = 1 if below.find(f"{W}pPr") is not None else 0
        for offset, child in enumerate(content):
            below.insert(first + offset, child)
        _remove(paragraph)
    elif not content:
        _remove(paragraph)


def _remove(element: etree._Element) -> None:
    _parent(element).remove(element)
