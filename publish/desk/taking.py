"""What is carried away: each file under the name the command line would give it."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from publish.desk.desks import Desk
from publish.desk.outputs import Fold, Post, Ready, Write
from publish.desk.papers import Paper
from publish.errors import InputError, PublishError
from publish.pipeline.derived import HANDOUT_NAMES, Folding, Posting
from publish.pipeline.sources import distinct_names
from publish.report.results import Built, Failed, describe_built, describe_error, describe_findings, write_json
from publish.writers import WRITERS

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ofd": "application/ofd",
    ".eml": "message/rfc822",
    ".toml": "application/toml",
    ".zip": "application/zip",
}
PACKED = ("pdf", "docx")  # of every paper, in the zip
SHEETS = ("A4", "A3")
REPORT = "报告"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the date of the files in a zip: the same papers give the same bytes


def send_file(name: str, data: bytes, note: str = "") -> Response:
    """A download: its name for new and for old browsers, a line for the page in X-Note."""
    suffix = Path(name).suffix
    plain = f"publish{suffix}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "X-Note": quote(note)}
    return Response(data, media_type=MEDIA_TYPES.get(suffix, "application/octet-stream"), headers=headers)


@asynccontextmanager
async def _folder(paper: Paper) -> AsyncIterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="take-", dir=paper.source.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def take(paper: Paper, kind: str, sheet: str = "A4") -> Response:
    """One file made of a paper: an output, a handout, the side file. Raises PublishError."""
    if kind == "side":
        path = paper.write_side_file()
        if path is None:
            raise InputError("还没有改过什么，没有旁注文件", "改过之后再取")
        return send_file(path.name, path.read_bytes())
    if (kind not in WRITERS and kind not in HANDOUT_NAMES) or sheet not in SHEETS:
        raise InputError("没有这种文件")
    paper.write_side_file()
    if kind == "pdf" and (made := paper.finished()):
        return send_file(made.name, await asyncio.to_thread(made.path.read_bytes), made.note)
    async with _folder(paper) as folder:
        job = Write(paper.source, folder, kind) if kind in WRITERS else Fold(paper.source, folder, Folding(kind, sheet))
        done: Ready = await paper.do(job)
        return send_file(done.name, await asyncio.to_thread(done.path.read_bytes), done.note)


async def take_mail(paper: Paper, wanted: Mapping[str, Any]) -> Response:
    """The draft of a mail with PDF and Word attached. Raises PublishError."""
    words = {key: wanted.get(key, "") for key in ("to", "cc", "subject", "edition")}
    if not all(isinstance(word, str) and len(word) <= 2000 for word in words.values()):
        raise InputError("邮件的收件人或主题写得不对", "请检查再试")
    to, cc = ((words[key],) if words[key].strip() else () for key in ("to", "cc"))
    if not to:
        raise InputError("没有写收件人", "请写邮箱地址，例如 zhangsan@example.cn，几个人用逗号隔开")
    paper.write_side_file()
    async with _folder(paper) as folder:
        posting = Posting(to, cc, words["subject"], words["edition"])
        made: Ready = await paper.do(Post(paper.source, folder, posting))
        return send_file(made.name, await asyncio.to_thread(made.path.read_bytes))


async def take_all(desk: Desk) -> Response:
    """PDF, Word and side file of every paper in one zip, with the report. Raises PublishError."""
    papers = list(desk.papers.values())
    if not papers:
        raise InputError("这里还没有文稿", "请先放进文件")
    made: list[tuple[Path, bytes]] = []
    built: list[Built] = []
    failed: list[Failed] = []
    for paper in papers:
        try:
            await _take_one(paper, made, built)
        except PublishError as error:
            failed.append(Failed(Path(paper.source.name), error))
    names = _names(made)
    files = [(names[index], data) for index, (_, data) in enumerate(made)]
    files += [
        (f"{REPORT}.txt", _report(built, failed).encode()),
        (f"{REPORT}.json", write_json(built, failed).encode()),
    ]
    return send_file("全部文稿.zip", await asyncio.to_thread(_pack, files))


async def _take_one(paper: Paper, made: list[tuple[Path, bytes]], built: list[Built]) -> None:
    side = paper.write_side_file()
    async with _folder(paper) as folder:
        for format_ in PACKED:
            ready = paper.finished() if format_ == "pdf" else None
            done: Ready = ready or await paper.do(Write(paper.source, folder, format_))
            data = await asyncio.to_thread(done.path.read_bytes)
            made.append((Path(str(paper.number), done.name), data))
            source = Path(paper.source.name)
            built.append(Built(source, Path(done.name), done.pages, len(data), done.seconds, done.findings))
        if side:
            made.append((Path(str(paper.number), side.name), side.read_bytes()))


def _names(made: list[tuple[Path, bytes]]) -> list[str]:
    """The files' names, told apart where two papers have the same title."""
    pairs = [(path, Path(path.name)) for path, _ in made]
    named = distinct_names(pairs)
    return [named[path].name for path, _ in made]


def _report(built: list[Built], failed: list[Failed]) -> str:
    lines: list[str] = []
    for each in built:
        lines += [describe_built(each), *(f"  {line}" for line in describe_findings(each.findings))]
    lines += [describe_error(each.error) for each in failed]
    return "\n".join(lines) + "\n"


def _pack(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if re.search(r"\.(pdf|docx|ofd)$", name) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
