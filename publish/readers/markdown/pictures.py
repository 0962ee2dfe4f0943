"""Pictures a Markdown file names: files in its own folder or below, nothing else on the disk and nothing on the net."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from publish.model import Picture
from publish.readers.pictures import MAX_BYTES, PictureError, inspect_picture

SCHEME = re.compile(r"\A[a-zA-Z][a-zA-Z0-9+.\-]*:")


class Pictures:
    """The pictures found so far, by key; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[str, str]] = {}
        self.pictures: dict[str, Picture] = {}

    def find(self, address: str) -> tuple[str, str]:
        """The key of a picture, and why it cannot be printed (the end of a sentence) or an empty reason."""
        if address not in self._known:
            try:
                self._known[address] = self._read(address), ""
            except PictureError as error:
                self._known[address] = "", str(error)
        return self._known[address]

    def _read(self, address: str) -> str:
        path = unquote(address).replace("\\", "/")
        if SCHEME.match(path) or path.startswith("/") or "\0" in path or not path:
            raise PictureError("不在文稿所在的文件夹里（只能用相对路径）")
        try:
            found = (self._folder / path).resolve(strict=True)
            inside = found.is_relative_to(self._folder.resolve(strict=True))
        except (OSError, RuntimeError, ValueError) as error:
            raise PictureError("找不到") from error
        if not inside:
            raise PictureError("不在文稿所在的文件夹里")
        if not found.is_file():
            raise PictureError("不是文件")
        try:
            if found.stat().st_size > MAX_BYTES:
                raise PictureError(f"超过 {MAX_BYTES >> 20} MB，太大了")
            key, picture = inspect_picture(found.read_bytes())
        except OSError as error:
            raise PictureError("读不出来") from error
        self.pictures[key] = picture
        return key
