"""The characters of a file by other means than our readers."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import subprocess
import tempfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from lxml import etree, html

from publish.readers.pdf.pages import fold
from tests.foreign.programs import convert_with_libreoffice

SILENT = ("script", "style", "title", "head")
ODF_SILENT = re.compile("}(?:tracked-changes|creator|date|initials|title|desc|meta-.*)$")


def list_characters(path: Path) -> str:
    """All characters a file shows."""
    return {
        ".odt": _from_odt, ".html": _from_page, ".mht": _from_mail, ".eml": _from_mail, ".pdf": _from_pdf,
        ".doc": _from_office, ".rtf": _from_office, ".docx": _from_office,
    }[path.suffix](path)  # fmt: skip


def _from_odt(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(recover=True))
    return "".join(_walk(next(root.iter("{*}body"))))


def _walk(node: etree._Element) -> list[str]:
    if not isinstance(node.tag, str) or ODF_SILENT.search(node.tag) or node.tag.endswith("}note-citation"):
        return []
    found = [node.text or ""]
    for child in node:
        found += [*_walk(child), child.tail or ""]
    return found


def _from_page(path: Path) -> str:
    return _of_page(path.read_bytes())


def _of_page(data: bytes) -> str:
    root: Any = html.document_fromstring(
        data, parser=html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    )
    for node in list(root.iter(*SILENT)):
        node.drop_tree()
    return str(root.text_content())


def _from_mail(path: Path) -> str:
    """The page of a mail or archive; of one with an attached Word file that file's."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    pages = []
    for part in mail.walk():
        data = part.get_payload(decode=True)
        if not isinstance(part, EmailMessage) or not isinstance(data, bytes):
            continue
        if part.get_content_disposition() == "attachment":
            with tempfile.TemporaryDirectory(prefix="foreign-") as folder:
                attached = Path(folder, "a.docx")
                attached.write_bytes(data)
                return _from_office(attached)
        if part.get_content_type() == "text/html":
            pages.append(_of_page(data))
    return pages[0] if pages else ""


def _from_pdf(path: Path) -> str:
    made = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=False, timeout=60)
    return "".join(map(fold, made.stdout.decode("utf-8", "replace")))  # radicals are read as what they stand for


def _from_office(path: Path) -> str:
    if not shutil.which("soffice"):
        return ""
    with tempfile.TemporaryDirectory(prefix="foreign-") as folder:
        convert_with_libreoffice("txt", [path], Path(folder))
        made = Path(folder, f"{path.stem}.txt")
        return made.read_text(encoding="utf-8-sig") if made.exists() else ""
