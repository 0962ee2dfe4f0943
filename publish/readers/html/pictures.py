"""Pictures of a web page: in the page (data:), beside it in a mail or archive (cid:, its address), in its folder.

Nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from publish.model import Picture
from publish.readers.folder_pictures import Pictures as FolderPictures
from publish.readers.pictures import MAX_BYTES, POINTS, PictureError, inspect_picture, style_width

DATA = re.compile(r"data:\s*image/[\w.+-]{1,40}((?:;[^,;]{0,100}){0,8}),", re.I)
REMOTE = re.compile(r"(?:https?:)?//|cid:|blob:", re.I)
PIXELS = re.compile(r"[0-9]{1,4}")


class Pictures:
    """Finds pictures by their addresses; `found` holds them by key."""

    def __init__(self, parts: Mapping[str, bytes] | None = None, folder: Path | None = None) -> None:
        self._parts = parts or {}
        self._folder = FolderPictures(folder) if folder else None
        self.found: dict[str, Picture] = {}

    def find(self, address: str) -> str:
        """The key of a picture. Raises PictureError."""
        address = address.strip()
        if inside := DATA.match(address):
            key, picture = inspect_picture(_unpack(address[inside.end() :], "base64" in inside[1].lower()))
        elif (data := self._parts.get(unquote(address))) is not None:
            key, picture = inspect_picture(data)
        elif REMOTE.match(address) or self._folder is None:
            raise PictureError("只是一个指向别处的链接")
        else:
            key, why = self._folder.find(address.split("?")[0].split("#")[0])
            if why:
                raise PictureError(why)
            picture = self._folder.pictures[key]
        self.found[key] = picture
        return key


def _unpack(text: str, packed: bool) -> bytes:
    if len(text) > 2 * MAX_BYTES:
        raise PictureError(f"超过 {MAX_BYTES >> 20} MB，太大了")
    data = unquote_to_bytes(text)
    try:
        return base64.b64decode(b"".join(data.split())) if packed else data
    except binascii.Error as error:
        raise PictureError("已损坏，或者不是 PNG、JPEG 格式") from error


def collect_parts(message: EmailMessage) -> dict[str, bytes]:
    """The pictures of a mail or archive by the addresses that its page may give them (RFC 2392, RFC 2557)."""
    parts = {}
    for part in message.walk():
        if part.get_content_maintype() != "image" or not isinstance(part, EmailMessage):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        if name := str(part.get("Content-ID") or "").strip().strip("<>"):
            parts[f"cid:{name}"] = data
        if place := str(part.get("Content-Location") or "").strip():
            parts[unquote(place)] = data
    return parts


def read_width(style: str, width: str) -> float:
    """The width in pt that a page gives a picture, 0 for none."""
    return style_width(style) or (float(width) * POINTS["px"] if PIXELS.fullmatch(width) else 0.0)
