"""The programs that make files of the kinds we read, whichever are on this machine."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import NamedTuple

PATIENCE = 300.0  # seconds for all texts together
OTHER_PYTHON = os.environ.get("FOREIGN_PYTHON", "")  # one that has aspose-words, spire-doc-free
SAVE_AS = """
import sys
from pathlib import Path
library, kind, folder, *texts = sys.argv[1:]
for text in texts:
    made = str(Path(folder, Path(text).stem + "." + kind))
    if library == "aspose":
        import aspose.words
        aspose.words.Document(text).save(made)
    else:
        from spire.doc import Document, FileFormat
        document = Document()
        document.LoadFromFile(text)
        kinds = dict(doc="Doc", rtf="Rtf", odt="Odt", html="Html", pdf="PDF")
        document.SaveToFile(made, getattr(FileFormat, kinds[kind]))
        document.Close()
"""
FILTERS = {
    "doc": "doc:MS Word 97",
    "txt": "txt:Text (encoded):UTF8,LF,,,",
    "html": "html:HTML (StarWriter):EmbedImages",
}
Maker = Callable[[Sequence[Path], Path], None]


class Program(NamedTuple):
    """A program and the kind of file it makes of Word files; `make` writes them all into a folder."""

    name: str
    kind: str
    make: Maker


def _call(command: Sequence[str | Path], folder: Path | None = None) -> None:
    subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=PATIENCE)


def convert_with_libreoffice(kind: str, texts: Sequence[Path], folder: Path) -> None:
    """LibreOffice, in a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="foreign-") as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to"]
        _call([*command, FILTERS.get(kind, kind), "--outdir", folder, *texts])


def _convert_with_pandoc(kind: str, texts: Sequence[Path], folder: Path) -> None:
    more = ["--embed-resources"] if kind == "html" else []
    for text in texts:
        _call([_find_pandoc(), "-s", *more, "--quiet", text, "-o", folder / f"{text.stem}.{kind}"])


def _find_pandoc() -> str:
    return os.environ.get("FOREIGN_PANDOC") or shutil.which("pandoc") or ""


def _convert_with_abiword(kind: str, texts: Sequence[Path], folder: Path) -> None:
    for text in texts:
        _call(["abiword", f"--to={kind}", f"--to-name={folder / text.stem}.{kind}", text])


def _convert_with_library(library: str, kind: str, texts: Sequence[Path], folder: Path) -> None:
    _call([OTHER_PYTHON, "-c", SAVE_AS, library, kind, folder, *texts])


def _print_with_chromium(kind: str, texts: Sequence[Path], folder: Path) -> None:
    """Pages that LibreOffice saved, printed (pdf) or kept whole (mht) by Chromium."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="foreign-") as pages, sync_playwright() as play:
        convert_with_libreoffice("html", texts, Path(pages))
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for saved in sorted(Path(pages).glob("*.html")):
            page.goto(saved.as_uri())
            made = folder / f"{saved.stem}.{kind}"
            if kind == "pdf":
                page.pdf(path=made, format="A4", tagged=True)  # as the browser itself does
            else:
                kept = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
                made.write_text(kept["data"], encoding="utf-8", newline="")
        browser.close()


def _print_with_wkhtmltopdf(texts: Sequence[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="foreign-") as pages:
        convert_with_libreoffice("html", texts, Path(pages))
        for saved in sorted(Path(pages).glob("*.html")):
            _call(["wkhtmltopdf", "--quiet", "--encoding", "utf-8", saved, folder / f"{saved.stem}.pdf"])


def _mail_with_python(texts: Sequence[Path], folder: Path) -> None:
    """The text attached to a mail of two bodies."""
    for text in texts:
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = "请审阅讲话稿", "张三 <a@example.cn>", "b@example.cn"
        mail.set_content("请审阅附件。")
        mail.add_alternative("<p>请审阅附件。</p>", subtype="html")
        mail.add_attachment(
            text.read_bytes(), maintype="application", subtype="octet-stream", filename=f"{text.stem}稿.docx"
        )
        (folder / f"{text.stem}.eml").write_bytes(bytes(mail))


def _mail_pages(texts: Sequence[Path], folder: Path) -> None:
    """The text as the body of a mail, its pictures beside it (cid:)."""
    import re

    with tempfile.TemporaryDirectory(prefix="foreign-") as pages:
        convert_with_libreoffice("html:HTML (StarWriter)", texts, Path(pages))
        for saved in sorted(Path(pages).glob("*.html")):
            mail = EmailMessage()
            mail["Subject"], mail["From"] = "讲话稿", "a@example.cn"
            page = saved.read_text(encoding="utf-8")
            pictures = sorted(set(re.findall(r'src="([^":]+\.(?:png|jpe?g|gif))"', page)))
            for number, name in enumerate(pictures):
                page = page.replace(f'src="{name}"', f'src="cid:{number}@example.cn"')
            mail.set_content(page, subtype="html")
            for number, name in enumerate(pictures):
                data = (Path(pages) / name).read_bytes()
                mail.add_related(data, "image", name.rpartition(".")[2], cid=f"<{number}@example.cn>")
            (folder / f"{saved.stem}.eml").write_bytes(bytes(mail))


def list_programs() -> Iterator[Program]:
    """What is there, program by program."""
    if shutil.which("soffice"):
        yield from (
            Program("LibreOffice", kind, partial(convert_with_libreoffice, kind))
            for kind in ("doc", "rtf", "odt", "html", "pdf")
        )
        yield Program("Python email, body", "eml", _mail_pages)
    if _find_pandoc():
        yield from (Program("pandoc", kind, partial(_convert_with_pandoc, kind)) for kind in ("rtf", "odt", "html"))
    if shutil.which("abiword"):
        yield from (
            Program("AbiWord", kind, partial(_convert_with_abiword, kind)) for kind in ("rtf", "odt", "html", "pdf")
        )
    if OTHER_PYTHON:
        for library, kinds in (("spire", "doc rtf odt html pdf"), ("aspose", "doc rtf odt html mht pdf")):
            yield from (Program(library, kind, partial(_convert_with_library, library, kind)) for kind in kinds.split())
    if shutil.which("chromium") and importlib.util.find_spec("playwright") and shutil.which("soffice"):
        yield from (Program("Chromium", kind, partial(_print_with_chromium, kind)) for kind in ("mht", "pdf"))
    if shutil.which("wkhtmltopdf"):
        yield Program("wkhtmltopdf", "pdf", _print_with_wkhtmltopdf)
    yield Program("Python email", "eml", _mail_with_python)
