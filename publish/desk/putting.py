"""What browsers send: files, pasted text, steps; read within bounds."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from publish.desk.desks import MOST_BYTES, MOST_PAPERS, Upload
from publish.errors import InputError
from publish.output.delivery import file_name

MOST_JSON = 1 << 20
MOST_FIELDS = 4 * MOST_PAPERS
TITLE_CHARACTERS = 30
PASTED = "粘贴的文字"
MALFORMED = InputError("没有看懂浏览器发来的内容", "请刷新这一页再试")
FRAGMENT = "<!--StartFragment-->"


async def read_files(request: Request) -> list[Upload]:
    """The files of a form, each with the time of its last change (field `changed`, milliseconds, in the same order).

    Raises InputError.
    """
    try:
        form = await request.form(max_files=MOST_PAPERS, max_fields=MOST_FIELDS)
    except HTTPException as error:
        raise InputError(f"没有收好这些文件；一次最多 {MOST_PAPERS} 个", "请分几次放进来") from error
    try:
        files = [file for file in form.getlist("file") if isinstance(file, UploadFile)]
        times = [_seconds(value) for value in form.getlist("changed")]
        times += [0.0] * (len(files) - len(times))
        contents = [await file.read(MOST_BYTES + 1) for file in files]
    finally:
        await form.close()
    return [(file.filename or "", data, at) for file, data, at in zip(files, contents, times, strict=False)]


def _seconds(value: Any) -> float:
    return int(value[:15]) / 1000 if isinstance(value, str) and re.fullmatch("[0-9]{1,15}", value) else 0.0


async def read_json(request: Request, most: int = MOST_JSON) -> dict[str, Any]:
    """A JSON object. Raises InputError."""
    body = await request.body()
    try:
        value = json.loads(body) if len(body) <= most else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise MALFORMED
    return value


async def read_paste(request: Request) -> Upload:
    """Pasted text as a file: a page of its own when the clipboard had HTML, else plain text. Raises InputError."""
    pasted = await read_json(request, MOST_BYTES)
    html, text = pasted.get("html", ""), pasted.get("text", "")
    if not isinstance(html, str) or not isinstance(text, str):
        raise MALFORMED
    if not (html.strip() or text.strip()):
        raise InputError("没有粘贴到文字", "请先在 Word、WPS 或网页里复制，再到这里粘贴")
    name = _name(text)
    if html.strip():
        page = html if FRAGMENT in html else f"{FRAGMENT}{html}<!--EndFragment-->"
        return f"{name}.html", f"\ufeff{page}".encode("utf-8", "replace"), 0.0
    return f"{name}.txt", text.encode("utf-8", "replace"), 0.0


def _name(text: str) -> str:
    """A name for pasted text: its first line."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return file_name(first[:TITLE_CHARACTERS] or PASTED, "")
